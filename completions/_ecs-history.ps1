
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'ecs-history' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'ecs-history'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'ecs-history' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List service deployments, newest first')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Describe service deployments in full')
            [CompletionResult]::new('wait', 'wait', [CompletionResultType]::ParameterValue, 'Wait for a service deployment to end, and exit with its result')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare two service revisions')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the status of every service, worst first')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Show deployment metrics of services')
            [CompletionResult]::new('deployments', 'deployments', [CompletionResultType]::ParameterValue, 'List, describe and wait for service deployments')
            [CompletionResult]::new('revisions', 'revisions', [CompletionResultType]::ParameterValue, 'List, describe and compare service revisions')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Generate a shell completion script')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ecs-history;list' {
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Show only deployments with these statuses, outcomes or groups of them')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Show only deployments created at or after this time: 90m or 7d (ago), a date, a local time or RFC 3339')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Show only deployments created at or before this time; a date includes its whole day')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show at most N, newest first')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most N, newest first')
            [CompletionResult]::new('--max-items', '--max-items', [CompletionResultType]::ParameterName, 'Show at most N, newest first')
            [CompletionResult]::new('--page-size', '--page-size', [CompletionResultType]::ParameterName, 'Deployments to request per ListServiceDeployments call, 1 to 100')
            [CompletionResult]::new('--max-results', '--max-results', [CompletionResultType]::ParameterName, 'Deployments to request per ListServiceDeployments call, 1 to 100')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--brief', '--brief', [CompletionResultType]::ParameterName, 'Make only the list calls; leave out task definitions, images and most reasons')
            [CompletionResult]::new('--exhaustive', '--exhaustive', [CompletionResultType]::ParameterName, 'Call ListServiceDeployments for every service')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'ecs-history;describe' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--no-evidence', '--no-evidence', [CompletionResultType]::ParameterName, 'Leave out service events and stopped tasks, and the calls for them')
            [CompletionResult]::new('--show-values', '--show-values', [CompletionResultType]::ParameterName, 'Show values that look like credentials')
            [CompletionResult]::new('--mask-all', '--mask-all', [CompletionResultType]::ParameterName, 'Mask all that containers are given: variables, labels, options, tags and commands')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'ecs-history;wait' {
            [CompletionResult]::new('--revision', '--revision', [CompletionResultType]::ParameterName, 'The deployment of this service revision, by ID or ARN')
            [CompletionResult]::new('--deployment-id', '--deployment-id', [CompletionResultType]::ParameterName, 'The deployment with this ID, as in UpdateService and in service events')
            [CompletionResult]::new('--task-definition', '--task-definition', [CompletionResultType]::ParameterName, 'The newest deployment of this task definition')
            [CompletionResult]::new('--after', '--after', [CompletionResultType]::ParameterName, 'The first deployment created then or later: 10m (ago), a local time, RFC 3339')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Succeed as soon as the deployment gets there: `paused`, or a stage such as `stage:BAKE_TIME`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait in all; 0 for no limit')
            [CompletionResult]::new('--start-timeout', '--start-timeout', [CompletionResultType]::ParameterName, 'How long to wait for the deployment to begin; 0 for as long as --timeout allows')
            [CompletionResult]::new('--interval', '--interval', [CompletionResultType]::ParameterName, 'The time between two polls, at least 1s')
            [CompletionResult]::new('--heartbeat', '--heartbeat', [CompletionResultType]::ParameterName, 'How often to log that nothing has changed; 0 for never')
            [CompletionResult]::new('--summary', '--summary', [CompletionResultType]::ParameterName, 'Append the result to a file as Markdown, such as $GITHUB_STEP_SUMMARY')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--no-wait-rollback', '--no-wait-rollback', [CompletionResultType]::ParameterName, 'Exit with 1 at the first sign of a rollback, without waiting for its end')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'ecs-history;diff' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--exit-code', '--exit-code', [CompletionResultType]::ParameterName, 'Exit with 1 if there are differences, with 0 if there are none or nothing to compare')
            [CompletionResult]::new('-U', '-U ', [CompletionResultType]::ParameterName, 'Print a unified diff of the two configurations as JSON')
            [CompletionResult]::new('--unified', '--unified', [CompletionResultType]::ParameterName, 'Print a unified diff of the two configurations as JSON')
            [CompletionResult]::new('--show-values', '--show-values', [CompletionResultType]::ParameterName, 'Show values that look like credentials')
            [CompletionResult]::new('--mask-all', '--mask-all', [CompletionResultType]::ParameterName, 'Mask all that containers are given: variables, labels, options, tags and commands')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'ecs-history;status' {
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Show only services whose newest deployment has these statuses, outcomes or groups of them')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Show only services whose newest deployment was in progress at or after this time: 90m or 7d (ago), a date, a local time or RFC 3339')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show at most N, worst first')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most N, worst first')
            [CompletionResult]::new('--max-items', '--max-items', [CompletionResultType]::ParameterName, 'Show at most N, worst first')
            [CompletionResult]::new('--interval', '--interval', [CompletionResultType]::ParameterName, 'Time between refreshes, such as 30s or 2m')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--exit-code', '--exit-code', [CompletionResultType]::ParameterName, 'Exit with 1 if the newest deployment of any service failed, was rolled back or is rolling back')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'On a terminal, show each service that is fine, rather than their number')
            [CompletionResult]::new('--watch', '--watch', [CompletionResultType]::ParameterName, 'Refresh the table on the terminal until Ctrl-C')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'ecs-history;stats' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Count deployments created at or after this time: 7d (ago), a date, a local time or RFC 3339 [default: 30d]')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Count deployments created at or before this time; a date includes its whole day [default: now]')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--exhaustive', '--exhaustive', [CompletionResultType]::ParameterName, 'Call ListServiceDeployments for every service')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'ecs-history;deployments' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List service deployments, newest first')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Describe service deployments in full')
            [CompletionResult]::new('wait', 'wait', [CompletionResultType]::ParameterValue, 'Wait for a service deployment to end, and exit with its result')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ecs-history;deployments;list' {
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Show only deployments with these statuses, outcomes or groups of them')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Show only deployments created at or after this time: 90m or 7d (ago), a date, a local time or RFC 3339')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Show only deployments created at or before this time; a date includes its whole day')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show at most N, newest first')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most N, newest first')
            [CompletionResult]::new('--max-items', '--max-items', [CompletionResultType]::ParameterName, 'Show at most N, newest first')
            [CompletionResult]::new('--page-size', '--page-size', [CompletionResultType]::ParameterName, 'Deployments to request per ListServiceDeployments call, 1 to 100')
            [CompletionResult]::new('--max-results', '--max-results', [CompletionResultType]::ParameterName, 'Deployments to request per ListServiceDeployments call, 1 to 100')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--brief', '--brief', [CompletionResultType]::ParameterName, 'Make only the list calls; leave out task definitions, images and most reasons')
            [CompletionResult]::new('--exhaustive', '--exhaustive', [CompletionResultType]::ParameterName, 'Call ListServiceDeployments for every service')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'ecs-history;deployments;describe' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--no-evidence', '--no-evidence', [CompletionResultType]::ParameterName, 'Leave out service events and stopped tasks, and the calls for them')
            [CompletionResult]::new('--show-values', '--show-values', [CompletionResultType]::ParameterName, 'Show values that look like credentials')
            [CompletionResult]::new('--mask-all', '--mask-all', [CompletionResultType]::ParameterName, 'Mask all that containers are given: variables, labels, options, tags and commands')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'ecs-history;deployments;wait' {
            [CompletionResult]::new('--revision', '--revision', [CompletionResultType]::ParameterName, 'The deployment of this service revision, by ID or ARN')
            [CompletionResult]::new('--deployment-id', '--deployment-id', [CompletionResultType]::ParameterName, 'The deployment with this ID, as in UpdateService and in service events')
            [CompletionResult]::new('--task-definition', '--task-definition', [CompletionResultType]::ParameterName, 'The newest deployment of this task definition')
            [CompletionResult]::new('--after', '--after', [CompletionResultType]::ParameterName, 'The first deployment created then or later: 10m (ago), a local time, RFC 3339')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Succeed as soon as the deployment gets there: `paused`, or a stage such as `stage:BAKE_TIME`')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'How long to wait in all; 0 for no limit')
            [CompletionResult]::new('--start-timeout', '--start-timeout', [CompletionResultType]::ParameterName, 'How long to wait for the deployment to begin; 0 for as long as --timeout allows')
            [CompletionResult]::new('--interval', '--interval', [CompletionResultType]::ParameterName, 'The time between two polls, at least 1s')
            [CompletionResult]::new('--heartbeat', '--heartbeat', [CompletionResultType]::ParameterName, 'How often to log that nothing has changed; 0 for never')
            [CompletionResult]::new('--summary', '--summary', [CompletionResultType]::ParameterName, 'Append the result to a file as Markdown, such as $GITHUB_STEP_SUMMARY')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--no-wait-rollback', '--no-wait-rollback', [CompletionResultType]::ParameterName, 'Exit with 1 at the first sign of a rollback, without waiting for its end')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print nothing but errors')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'ecs-history;deployments;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List service deployments, newest first')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Describe service deployments in full')
            [CompletionResult]::new('wait', 'wait', [CompletionResultType]::ParameterValue, 'Wait for a service deployment to end, and exit with its result')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ecs-history;deployments;help;list' {
            break
        }
        'ecs-history;deployments;help;describe' {
            break
        }
        'ecs-history;deployments;help;wait' {
            break
        }
        'ecs-history;deployments;help;help' {
            break
        }
        'ecs-history;revisions' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the service revisions of a service, newest first')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Describe service revisions in full')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare two service revisions')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ecs-history;revisions;list' {
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Show only deployments with these statuses, outcomes or groups of them')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Show only deployments created at or after this time: 90m or 7d (ago), a date, a local time or RFC 3339')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Show only deployments created at or before this time; a date includes its whole day')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show at most N, newest first')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most N, newest first')
            [CompletionResult]::new('--max-items', '--max-items', [CompletionResultType]::ParameterName, 'Show at most N, newest first')
            [CompletionResult]::new('--page-size', '--page-size', [CompletionResultType]::ParameterName, 'Deployments to request per ListServiceDeployments call, 1 to 100')
            [CompletionResult]::new('--max-results', '--max-results', [CompletionResultType]::ParameterName, 'Deployments to request per ListServiceDeployments call, 1 to 100')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--brief', '--brief', [CompletionResultType]::ParameterName, 'Make only the list calls; leave out task definitions, images and most reasons')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'ecs-history;revisions;describe' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--show-values', '--show-values', [CompletionResultType]::ParameterName, 'Show values that look like credentials')
            [CompletionResult]::new('--mask-all', '--mask-all', [CompletionResultType]::ParameterName, 'Mask all that containers are given: variables, labels, options, tags and commands')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'ecs-history;revisions;diff' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--exit-code', '--exit-code', [CompletionResultType]::ParameterName, 'Exit with 1 if there are differences, with 0 if there are none or nothing to compare')
            [CompletionResult]::new('-U', '-U ', [CompletionResultType]::ParameterName, 'Print a unified diff of the two configurations as JSON')
            [CompletionResult]::new('--unified', '--unified', [CompletionResultType]::ParameterName, 'Print a unified diff of the two configurations as JSON')
            [CompletionResult]::new('--show-values', '--show-values', [CompletionResultType]::ParameterName, 'Show values that look like credentials')
            [CompletionResult]::new('--mask-all', '--mask-all', [CompletionResultType]::ParameterName, 'Mask all that containers are given: variables, labels, options, tags and commands')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'ecs-history;revisions;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the service revisions of a service, newest first')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Describe service revisions in full')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare two service revisions')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ecs-history;revisions;help;list' {
            break
        }
        'ecs-history;revisions;help;describe' {
            break
        }
        'ecs-history;revisions;help;diff' {
            break
        }
        'ecs-history;revisions;help;help' {
            break
        }
        'ecs-history;completions' {
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('--service', '--service', [CompletionResultType]::ParameterName, 'Service name or ARN')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'Cluster name or ARN')
            [CompletionResult]::new('--region', '--region', [CompletionResultType]::ParameterName, 'AWS Region [default: from the ARN, AWS_REGION or the profile]')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Use this profile of the AWS configuration files')
            [CompletionResult]::new('--endpoint-url', '--endpoint-url', [CompletionResultType]::ParameterName, 'Send requests to this endpoint URL')
            [CompletionResult]::new('--cli-read-timeout', '--cli-read-timeout', [CompletionResultType]::ParameterName, 'Seconds that a call may take before it fails [default: 60]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use color')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'How to display times')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Read a saved history instead of calling AWS; - reads standard input')
            [CompletionResult]::new('--no-header', '--no-header', [CompletionResultType]::ParameterName, 'Omit the header row')
            [CompletionResult]::new('--no-pager', '--no-pager', [CompletionResultType]::ParameterName, 'Never use a pager for what does not fit on the screen')
            [CompletionResult]::new('--debug', '--debug', [CompletionResultType]::ParameterName, 'Write the debug log of the AWS SDK to stderr')
            [CompletionResult]::new('--demo', '--demo', [CompletionResultType]::ParameterName, 'Read the built-in demo history instead of calling AWS')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            break
        }
        'ecs-history;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List service deployments, newest first')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Describe service deployments in full')
            [CompletionResult]::new('wait', 'wait', [CompletionResultType]::ParameterValue, 'Wait for a service deployment to end, and exit with its result')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare two service revisions')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show the status of every service, worst first')
            [CompletionResult]::new('stats', 'stats', [CompletionResultType]::ParameterValue, 'Show deployment metrics of services')
            [CompletionResult]::new('deployments', 'deployments', [CompletionResultType]::ParameterValue, 'List, describe and wait for service deployments')
            [CompletionResult]::new('revisions', 'revisions', [CompletionResultType]::ParameterValue, 'List, describe and compare service revisions')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Generate a shell completion script')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ecs-history;help;list' {
            break
        }
        'ecs-history;help;describe' {
            break
        }
        'ecs-history;help;wait' {
            break
        }
        'ecs-history;help;diff' {
            break
        }
        'ecs-history;help;status' {
            break
        }
        'ecs-history;help;stats' {
            break
        }
        'ecs-history;help;deployments' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List service deployments, newest first')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Describe service deployments in full')
            [CompletionResult]::new('wait', 'wait', [CompletionResultType]::ParameterValue, 'Wait for a service deployment to end, and exit with its result')
            break
        }
        'ecs-history;help;deployments;list' {
            break
        }
        'ecs-history;help;deployments;describe' {
            break
        }
        'ecs-history;help;deployments;wait' {
            break
        }
        'ecs-history;help;revisions' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the service revisions of a service, newest first')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Describe service revisions in full')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare two service revisions')
            break
        }
        'ecs-history;help;revisions;list' {
            break
        }
        'ecs-history;help;revisions;describe' {
            break
        }
        'ecs-history;help;revisions;diff' {
            break
        }
        'ecs-history;help;completions' {
            break
        }
        'ecs-history;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
