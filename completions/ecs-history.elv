
use builtin;
use str;

set edit:completion:arg-completer[ecs-history] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'ecs-history'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'ecs-history'= {
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list 'List service deployments, newest first'
            cand wait 'Wait for a service deployment to end, and exit with its result'
            cand diff 'Compare two service revisions'
            cand status 'Show the status of every service, worst first'
            cand stats 'Show deployment metrics of services'
            cand deployments 'List, describe and wait for service deployments'
            cand revisions 'List, describe and compare service revisions'
            cand completions 'Generate a shell completion script'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ecs-history;list'= {
            cand --status 'Show only deployments with these statuses, outcomes or groups of them'
            cand --since 'Show only deployments created at or after this time: 90m or 7d (ago), a date, a local time or RFC 3339'
            cand --until 'Show only deployments created at or before this time; a date includes its whole day'
            cand -n 'Show at most N, newest first'
            cand --limit 'Show at most N, newest first'
            cand --max-items 'Show at most N, newest first'
            cand --page-size 'Deployments to request per ListServiceDeployments call, 1 to 100'
            cand --max-results 'Deployments to request per ListServiceDeployments call, 1 to 100'
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --brief 'Make only the list calls; leave out task definitions, images and reasons'
            cand --exhaustive 'Call ListServiceDeployments for every service'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;wait'= {
            cand --revision 'The deployment of this service revision, by id or ARN'
            cand --deployment-id 'The deployment with this id, as in UpdateService and in service events'
            cand --task-definition 'The newest deployment of this task definition'
            cand --after 'The first deployment created then or later: 10m (ago), a local time, RFC 3339'
            cand --until 'Succeed as soon as the deployment gets there: `paused`, or a stage such as `stage:BAKE_TIME`'
            cand --timeout 'How long to wait in all; 0 for no limit'
            cand --start-timeout 'How long to wait for the deployment to begin'
            cand --interval 'The time between two polls, at least 1s'
            cand --heartbeat 'How often to log that nothing has changed; 0 for never'
            cand --summary 'Append the result to a file as Markdown, such as $GITHUB_STEP_SUMMARY'
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --no-wait-rollback 'Exit with 1 at the first sign of a rollback, without waiting for its end'
            cand -q 'Print nothing but errors'
            cand --quiet 'Print nothing but errors'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;diff'= {
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --exit-code 'Exit with 1 if there are differences'
            cand -U 'Print a unified diff of the two configurations as JSON'
            cand --unified 'Print a unified diff of the two configurations as JSON'
            cand --show-values 'Show values that look like credentials'
            cand --mask-all 'Mask all that containers are given: variables, labels, options, tags and commands'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;status'= {
            cand --interval 'Time between refreshes, such as 30s or 2m'
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --exit-code 'Exit with 1 if the newest deployment of any service failed or was rolled back'
            cand --watch 'Refresh the table on the terminal until Ctrl-C'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;stats'= {
            cand --since 'Count deployments created at or after this time: 7d (ago), a date, a local time or RFC 3339 [default: 30d]'
            cand --until 'Count deployments created at or before this time; a date includes its whole day [default: now]'
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --exhaustive 'Call ListServiceDeployments for every service'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;deployments'= {
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list 'List service deployments, newest first'
            cand describe 'Describe service deployments in full'
            cand wait 'Wait for a service deployment to end, and exit with its result'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ecs-history;deployments;list'= {
            cand --status 'Show only deployments with these statuses, outcomes or groups of them'
            cand --since 'Show only deployments created at or after this time: 90m or 7d (ago), a date, a local time or RFC 3339'
            cand --until 'Show only deployments created at or before this time; a date includes its whole day'
            cand -n 'Show at most N, newest first'
            cand --limit 'Show at most N, newest first'
            cand --max-items 'Show at most N, newest first'
            cand --page-size 'Deployments to request per ListServiceDeployments call, 1 to 100'
            cand --max-results 'Deployments to request per ListServiceDeployments call, 1 to 100'
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --brief 'Make only the list calls; leave out task definitions, images and reasons'
            cand --exhaustive 'Call ListServiceDeployments for every service'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;deployments;describe'= {
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --no-evidence 'Leave out service events and stopped tasks, and the calls for them'
            cand --show-values 'Show values that look like credentials'
            cand --mask-all 'Mask all that containers are given: variables, labels, options, tags and commands'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;deployments;wait'= {
            cand --revision 'The deployment of this service revision, by id or ARN'
            cand --deployment-id 'The deployment with this id, as in UpdateService and in service events'
            cand --task-definition 'The newest deployment of this task definition'
            cand --after 'The first deployment created then or later: 10m (ago), a local time, RFC 3339'
            cand --until 'Succeed as soon as the deployment gets there: `paused`, or a stage such as `stage:BAKE_TIME`'
            cand --timeout 'How long to wait in all; 0 for no limit'
            cand --start-timeout 'How long to wait for the deployment to begin'
            cand --interval 'The time between two polls, at least 1s'
            cand --heartbeat 'How often to log that nothing has changed; 0 for never'
            cand --summary 'Append the result to a file as Markdown, such as $GITHUB_STEP_SUMMARY'
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --no-wait-rollback 'Exit with 1 at the first sign of a rollback, without waiting for its end'
            cand -q 'Print nothing but errors'
            cand --quiet 'Print nothing but errors'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;deployments;help'= {
            cand list 'List service deployments, newest first'
            cand describe 'Describe service deployments in full'
            cand wait 'Wait for a service deployment to end, and exit with its result'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ecs-history;deployments;help;list'= {
        }
        &'ecs-history;deployments;help;describe'= {
        }
        &'ecs-history;deployments;help;wait'= {
        }
        &'ecs-history;deployments;help;help'= {
        }
        &'ecs-history;revisions'= {
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list 'List the service revisions of a service, newest first'
            cand describe 'Describe service revisions in full'
            cand diff 'Compare two service revisions'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ecs-history;revisions;list'= {
            cand --status 'Show only deployments with these statuses, outcomes or groups of them'
            cand --since 'Show only deployments created at or after this time: 90m or 7d (ago), a date, a local time or RFC 3339'
            cand --until 'Show only deployments created at or before this time; a date includes its whole day'
            cand -n 'Show at most N, newest first'
            cand --limit 'Show at most N, newest first'
            cand --max-items 'Show at most N, newest first'
            cand --page-size 'Deployments to request per ListServiceDeployments call, 1 to 100'
            cand --max-results 'Deployments to request per ListServiceDeployments call, 1 to 100'
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --brief 'Make only the list calls; leave out task definitions, images and reasons'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;revisions;describe'= {
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --show-values 'Show values that look like credentials'
            cand --mask-all 'Mask all that containers are given: variables, labels, options, tags and commands'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;revisions;diff'= {
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --exit-code 'Exit with 1 if there are differences'
            cand -U 'Print a unified diff of the two configurations as JSON'
            cand --unified 'Print a unified diff of the two configurations as JSON'
            cand --show-values 'Show values that look like credentials'
            cand --mask-all 'Mask all that containers are given: variables, labels, options, tags and commands'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;revisions;help'= {
            cand list 'List the service revisions of a service, newest first'
            cand describe 'Describe service revisions in full'
            cand diff 'Compare two service revisions'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ecs-history;revisions;help;list'= {
        }
        &'ecs-history;revisions;help;describe'= {
        }
        &'ecs-history;revisions;help;diff'= {
        }
        &'ecs-history;revisions;help;help'= {
        }
        &'ecs-history;completions'= {
            cand -s 'Service name or ARN'
            cand --service 'Service name or ARN'
            cand -c 'Cluster name or ARN'
            cand --cluster 'Cluster name or ARN'
            cand --region 'AWS Region [default: from the ARN, AWS_REGION or the profile]'
            cand --profile 'Use this profile of the AWS configuration files'
            cand --endpoint-url 'Send requests to this endpoint URL'
            cand -o 'Output format'
            cand --output 'Output format'
            cand --color 'When to use color'
            cand --time 'How to display times'
            cand --from 'Read a saved history instead of calling AWS; - reads standard input'
            cand --no-header 'Omit the header row'
            cand --debug 'Write the debug log of the AWS SDK to stderr'
            cand --demo 'Read the built-in demo history instead of calling AWS'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;help'= {
            cand list 'List service deployments, newest first'
            cand wait 'Wait for a service deployment to end, and exit with its result'
            cand diff 'Compare two service revisions'
            cand status 'Show the status of every service, worst first'
            cand stats 'Show deployment metrics of services'
            cand deployments 'List, describe and wait for service deployments'
            cand revisions 'List, describe and compare service revisions'
            cand completions 'Generate a shell completion script'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ecs-history;help;list'= {
        }
        &'ecs-history;help;wait'= {
        }
        &'ecs-history;help;diff'= {
        }
        &'ecs-history;help;status'= {
        }
        &'ecs-history;help;stats'= {
        }
        &'ecs-history;help;deployments'= {
            cand list 'List service deployments, newest first'
            cand describe 'Describe service deployments in full'
            cand wait 'Wait for a service deployment to end, and exit with its result'
        }
        &'ecs-history;help;deployments;list'= {
        }
        &'ecs-history;help;deployments;describe'= {
        }
        &'ecs-history;help;deployments;wait'= {
        }
        &'ecs-history;help;revisions'= {
            cand list 'List the service revisions of a service, newest first'
            cand describe 'Describe service revisions in full'
            cand diff 'Compare two service revisions'
        }
        &'ecs-history;help;revisions;list'= {
        }
        &'ecs-history;help;revisions;describe'= {
        }
        &'ecs-history;help;revisions;diff'= {
        }
        &'ecs-history;help;completions'= {
        }
        &'ecs-history;help;help'= {
        }
    ]
    $completions[$command]
}
