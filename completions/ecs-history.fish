# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_ecs_history_global_optspecs
    string join \n s/service= c/cluster= region= profile= endpoint-url= cli-read-timeout= o/output= color= no-header no-pager time= debug from= demo h/help V/version
end

function __fish_ecs_history_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_ecs_history_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_ecs_history_using_subcommand
    set -l cmd (__fish_ecs_history_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c ecs-history -n "__fish_ecs_history_needs_command" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_needs_command" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_needs_command" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "list" -d 'List service deployments, newest first'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "describe" -d 'Describe service deployments in full'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "wait" -d 'Wait for a service deployment to end, and exit with its result'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "diff" -d 'Compare two service revisions'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "status" -d 'Show the status of every service, worst first'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "stats" -d 'Show deployment metrics of services'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "deployments" -d 'List, describe and wait for service deployments'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "revisions" -d 'List, describe and compare service revisions'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "completions" -d 'Generate a shell completion script'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l status -d 'Show only deployments with these statuses, outcomes or groups of them' -r -f -a "ongoing\t'any that has not ended'
finished\t'any that has ended'
unsuccessful\t'failed, rolled_back or rollback_failed'
pending\t'not started yet'
in_progress\t'in progress, and not paused'
awaiting_action\t'paused by a lifecycle hook'
stopping\t'being stopped'
rolling_back\t'being rolled back'
succeeded\t'successful'
rolled_back\t'rolled back'
rollback_failed\t'the rollback failed, too'
failed\t'stopped because it failed'
superseded\t'stopped because a newer deployment started'
stopped\t'stopped for another reason, usually by a person'
PENDING\t''
IN_PROGRESS\t''
SUCCESSFUL\t''
STOPPED\t''
STOP_REQUESTED\t''
ROLLBACK_REQUESTED\t''
ROLLBACK_IN_PROGRESS\t''
ROLLBACK_SUCCESSFUL\t''
ROLLBACK_FAILED\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l since -d 'Show only deployments created at or after this time: 90m or 7d (ago), a date, a local time or RFC 3339' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l until -d 'Show only deployments created at or before this time; a date includes its whole day' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -s n -l limit -l max-items -d 'Show at most N, newest first' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l page-size -l max-results -d 'Deployments to request per ListServiceDeployments call, 1 to 100' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l brief -d 'Make only the list calls; leave out task definitions, images and most reasons'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l exhaustive -d 'Call ListServiceDeployments for every service'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l no-evidence -d 'Leave out service events and stopped tasks, and the calls for them'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l show-values -d 'Show values that look like credentials'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l mask-all -d 'Mask all that containers are given: variables, labels, options, tags and commands'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand describe" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l revision -d 'The deployment of this service revision, by ID or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l deployment-id -d 'The deployment with this ID, as in UpdateService and in service events' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l task-definition -d 'The newest deployment of this task definition' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l after -d 'The first deployment created then or later: 10m (ago), a local time, RFC 3339' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l until -d 'Succeed as soon as the deployment gets there: `paused`, or a stage such as `stage:BAKE_TIME`' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l timeout -d 'How long to wait in all; 0 for no limit' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l start-timeout -d 'How long to wait for the deployment to begin; 0 for as long as --timeout allows' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l interval -d 'The time between two polls, at least 1s' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l heartbeat -d 'How often to log that nothing has changed; 0 for never' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l summary -d 'Append the result to a file as Markdown, such as $GITHUB_STEP_SUMMARY' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l no-wait-rollback -d 'Exit with 1 at the first sign of a rollback, without waiting for its end'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -s q -l quiet -d 'Print nothing but errors'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l exit-code -d 'Exit with 1 if there are differences, with 0 if there are none or nothing to compare'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -s U -l unified -d 'Print a unified diff of the two configurations as JSON'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l show-values -d 'Show values that look like credentials'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l mask-all -d 'Mask all that containers are given: variables, labels, options, tags and commands'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l status -d 'Show only services whose newest deployment has these statuses, outcomes or groups of them' -r -f -a "ongoing\t'any that has not ended'
finished\t'any that has ended'
unsuccessful\t'failed, rolled_back or rollback_failed'
pending\t'not started yet'
in_progress\t'in progress, and not paused'
awaiting_action\t'paused by a lifecycle hook'
stopping\t'being stopped'
rolling_back\t'being rolled back'
succeeded\t'successful'
rolled_back\t'rolled back'
rollback_failed\t'the rollback failed, too'
failed\t'stopped because it failed'
superseded\t'stopped because a newer deployment started'
stopped\t'stopped for another reason, usually by a person'
PENDING\t''
IN_PROGRESS\t''
SUCCESSFUL\t''
STOPPED\t''
STOP_REQUESTED\t''
ROLLBACK_REQUESTED\t''
ROLLBACK_IN_PROGRESS\t''
ROLLBACK_SUCCESSFUL\t''
ROLLBACK_FAILED\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l since -d 'Show only services whose newest deployment was in progress at or after this time: 90m or 7d (ago), a date, a local time or RFC 3339' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -s n -l limit -l max-items -d 'Show at most N, worst first' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l interval -d 'Time between refreshes, such as 30s or 2m' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l exit-code -d 'Exit with 1 if the newest deployment of any service failed, was rolled back or is rolling back'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l all -d 'On a terminal, show each service that is fine, rather than their number'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l watch -d 'Refresh the table on the terminal until Ctrl-C'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l since -d 'Count deployments created at or after this time: 7d (ago), a date, a local time or RFC 3339 [default: 30d]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l until -d 'Count deployments created at or before this time; a date includes its whole day [default: now]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l exhaustive -d 'Call ListServiceDeployments for every service'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -f -a "list" -d 'List service deployments, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -f -a "describe" -d 'Describe service deployments in full'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -f -a "wait" -d 'Wait for a service deployment to end, and exit with its result'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l status -d 'Show only deployments with these statuses, outcomes or groups of them' -r -f -a "ongoing\t'any that has not ended'
finished\t'any that has ended'
unsuccessful\t'failed, rolled_back or rollback_failed'
pending\t'not started yet'
in_progress\t'in progress, and not paused'
awaiting_action\t'paused by a lifecycle hook'
stopping\t'being stopped'
rolling_back\t'being rolled back'
succeeded\t'successful'
rolled_back\t'rolled back'
rollback_failed\t'the rollback failed, too'
failed\t'stopped because it failed'
superseded\t'stopped because a newer deployment started'
stopped\t'stopped for another reason, usually by a person'
PENDING\t''
IN_PROGRESS\t''
SUCCESSFUL\t''
STOPPED\t''
STOP_REQUESTED\t''
ROLLBACK_REQUESTED\t''
ROLLBACK_IN_PROGRESS\t''
ROLLBACK_SUCCESSFUL\t''
ROLLBACK_FAILED\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l since -d 'Show only deployments created at or after this time: 90m or 7d (ago), a date, a local time or RFC 3339' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l until -d 'Show only deployments created at or before this time; a date includes its whole day' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -s n -l limit -l max-items -d 'Show at most N, newest first' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l page-size -l max-results -d 'Deployments to request per ListServiceDeployments call, 1 to 100' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l brief -d 'Make only the list calls; leave out task definitions, images and most reasons'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l exhaustive -d 'Call ListServiceDeployments for every service'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l no-evidence -d 'Leave out service events and stopped tasks, and the calls for them'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l show-values -d 'Show values that look like credentials'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l mask-all -d 'Mask all that containers are given: variables, labels, options, tags and commands'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l revision -d 'The deployment of this service revision, by ID or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l deployment-id -d 'The deployment with this ID, as in UpdateService and in service events' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l task-definition -d 'The newest deployment of this task definition' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l after -d 'The first deployment created then or later: 10m (ago), a local time, RFC 3339' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l until -d 'Succeed as soon as the deployment gets there: `paused`, or a stage such as `stage:BAKE_TIME`' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l timeout -d 'How long to wait in all; 0 for no limit' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l start-timeout -d 'How long to wait for the deployment to begin; 0 for as long as --timeout allows' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l interval -d 'The time between two polls, at least 1s' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l heartbeat -d 'How often to log that nothing has changed; 0 for never' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l summary -d 'Append the result to a file as Markdown, such as $GITHUB_STEP_SUMMARY' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l no-wait-rollback -d 'Exit with 1 at the first sign of a rollback, without waiting for its end'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -s q -l quiet -d 'Print nothing but errors'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from help" -f -a "list" -d 'List service deployments, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from help" -f -a "describe" -d 'Describe service deployments in full'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from help" -f -a "wait" -d 'Wait for a service deployment to end, and exit with its result'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -f -a "list" -d 'List the service revisions of a service, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -f -a "describe" -d 'Describe service revisions in full'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -f -a "diff" -d 'Compare two service revisions'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l status -d 'Show only deployments with these statuses, outcomes or groups of them' -r -f -a "ongoing\t'any that has not ended'
finished\t'any that has ended'
unsuccessful\t'failed, rolled_back or rollback_failed'
pending\t'not started yet'
in_progress\t'in progress, and not paused'
awaiting_action\t'paused by a lifecycle hook'
stopping\t'being stopped'
rolling_back\t'being rolled back'
succeeded\t'successful'
rolled_back\t'rolled back'
rollback_failed\t'the rollback failed, too'
failed\t'stopped because it failed'
superseded\t'stopped because a newer deployment started'
stopped\t'stopped for another reason, usually by a person'
PENDING\t''
IN_PROGRESS\t''
SUCCESSFUL\t''
STOPPED\t''
STOP_REQUESTED\t''
ROLLBACK_REQUESTED\t''
ROLLBACK_IN_PROGRESS\t''
ROLLBACK_SUCCESSFUL\t''
ROLLBACK_FAILED\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l since -d 'Show only deployments created at or after this time: 90m or 7d (ago), a date, a local time or RFC 3339' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l until -d 'Show only deployments created at or before this time; a date includes its whole day' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -s n -l limit -l max-items -d 'Show at most N, newest first' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l page-size -l max-results -d 'Deployments to request per ListServiceDeployments call, 1 to 100' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l brief -d 'Make only the list calls; leave out task definitions, images and most reasons'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l show-values -d 'Show values that look like credentials'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l mask-all -d 'Mask all that containers are given: variables, labels, options, tags and commands'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l exit-code -d 'Exit with 1 if there are differences, with 0 if there are none or nothing to compare'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -s U -l unified -d 'Print a unified diff of the two configurations as JSON'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l show-values -d 'Show values that look like credentials'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l mask-all -d 'Mask all that containers are given: variables, labels, options, tags and commands'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the service revisions of a service, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from help" -f -a "describe" -d 'Describe service revisions in full'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Compare two service revisions'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -s s -l service -d 'Service name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -s c -l cluster -d 'Cluster name or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l region -d 'AWS Region [default: from the ARN, AWS_REGION or the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l profile -d 'Use this profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l endpoint-url -d 'Send requests to this endpoint URL' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l cli-read-timeout -d 'Seconds that a call may take before it fails [default: 60]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -s o -l output -d 'Output format' -r -f -a "table\t'Columns, or blocks for describe'
wide\t'All columns, nothing truncated'
json\t'The AWS CLI\'s document, complete, with additions under `derived`'
jsonl\t'One JSON item per line'
tsv\t'All columns separated by tabs, without a header'
csv\t'All columns as CSV, with a header and plain numbers'
markdown\t'The columns of `table` as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l color -d 'When to use color' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l time -d 'How to display times' -r -f -a "auto\t'Local and relative on a terminal, as in 14:02 (3m ago); RFC 3339 in UTC elsewhere'
relative\t'Relative to now, such as 3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l from -d 'Read a saved history instead of calling AWS; - reads standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l no-header -d 'Omit the header row'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l no-pager -d 'Never use a pager for what does not fit on the screen'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l debug -d 'Write the debug log of the AWS SDK to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l demo -d 'Read the built-in demo history instead of calling AWS'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list describe wait diff status stats deployments revisions completions help" -f -a "list" -d 'List service deployments, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list describe wait diff status stats deployments revisions completions help" -f -a "describe" -d 'Describe service deployments in full'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list describe wait diff status stats deployments revisions completions help" -f -a "wait" -d 'Wait for a service deployment to end, and exit with its result'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list describe wait diff status stats deployments revisions completions help" -f -a "diff" -d 'Compare two service revisions'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list describe wait diff status stats deployments revisions completions help" -f -a "status" -d 'Show the status of every service, worst first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list describe wait diff status stats deployments revisions completions help" -f -a "stats" -d 'Show deployment metrics of services'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list describe wait diff status stats deployments revisions completions help" -f -a "deployments" -d 'List, describe and wait for service deployments'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list describe wait diff status stats deployments revisions completions help" -f -a "revisions" -d 'List, describe and compare service revisions'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list describe wait diff status stats deployments revisions completions help" -f -a "completions" -d 'Generate a shell completion script'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list describe wait diff status stats deployments revisions completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and __fish_seen_subcommand_from deployments" -f -a "list" -d 'List service deployments, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and __fish_seen_subcommand_from deployments" -f -a "describe" -d 'Describe service deployments in full'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and __fish_seen_subcommand_from deployments" -f -a "wait" -d 'Wait for a service deployment to end, and exit with its result'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and __fish_seen_subcommand_from revisions" -f -a "list" -d 'List the service revisions of a service, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and __fish_seen_subcommand_from revisions" -f -a "describe" -d 'Describe service revisions in full'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and __fish_seen_subcommand_from revisions" -f -a "diff" -d 'Compare two service revisions'
