# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_ecs_history_global_optspecs
    string join \n s/service= c/cluster= region= profile= endpoint-url= o/output= color= no-header time= debug from= demo h/help V/version
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

complete -c ecs-history -n "__fish_ecs_history_needs_command" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_needs_command" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_needs_command" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "list" -d 'List the service deployments of services, newest first'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "wait" -d 'Wait for a service deployment to end, and say with the exit code how'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "diff" -d 'Show what is different between two service revisions'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "status" -d 'Show where every service of a cluster stands'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "stats" -d 'Show figures about the deployments of services'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "deployments" -d 'Inspect service deployments: list them, describe some, wait for one'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "revisions" -d 'Inspect service revisions, the configurations that deployments bring into service'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "completions" -d 'Print a script that completes this program\'s words in a shell'
complete -c ecs-history -n "__fish_ecs_history_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l status -d 'Only these: statuses of the API in any case, outcomes, or groups of them' -r -f -a "ongoing\t'every status that is not an end'
finished\t'every status that is an end'
succeeded\t'SUCCESSFUL'
failed\t'failed, rolled_back and rollback_failed'
rolled_back\t'ROLLBACK_SUCCESSFUL'
rolling_back\t'on the way to that'
superseded\t'STOPPED by a newer deployment'
stopping\t'STOP_REQUESTED'
awaiting_action\t'IN_PROGRESS and paused'
PENDING\t''
IN_PROGRESS\t''
SUCCESSFUL\t''
STOPPED\t''
STOP_REQUESTED\t''
ROLLBACK_REQUESTED\t''
ROLLBACK_IN_PROGRESS\t''
ROLLBACK_SUCCESSFUL\t''
ROLLBACK_FAILED\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l since -d 'Only deployments created since then: 90m, 36h, 7d, a date, a local time or RFC 3339' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l until -d 'Only deployments created until then; a date includes its whole day' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -s n -l limit -l max-items -d 'Only the newest so many' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l page-size -l max-results -d 'How many deployments to ask for in a call, 1 to 100' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l brief -d 'Make only the list calls: no task definitions, images and details'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l exhaustive -d 'Ask each service for its list of deployments'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand list" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l revision -d 'The deployment that brings this service revision, by id or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l deployment-id -d 'The deployment by the id that UpdateService and events give' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l task-definition -d 'The newest deployment of this task definition' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l after -d 'The first deployment created then or later: 10m (ago), a local time, RFC 3339' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l until -d 'End with success as soon as it gets there: `paused`, or a stage such as `stage:BAKE_TIME`' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l timeout -d 'How long to wait in all; 0 for as long as it takes' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l start-timeout -d 'How long the deployment may take to begin' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l interval -d 'The time between two looks, at least 1s' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l heartbeat -d 'The longest silence of a log, where nothing changes; 0 for any' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l summary -d 'Append the result to a file, as Markdown; made for $GITHUB_STEP_SUMMARY' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l no-wait-rollback -d 'End with 1 at the first sign of a rollback, without waiting for its end'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -s q -l quiet -d 'Print nothing but errors'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand wait" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l exit-code -d 'Exit with 1 if they differ'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -s U -l unified -d 'Print both configurations in full, as JSON in a unified diff'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l show-values -d 'Show values that look like credentials'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l mask-all -d 'Mask every environment value'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand diff" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l interval -d 'The pause between two looks of --watch: 30s, 2m' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l exit-code -d 'End with 1 if the newest deployment of any service failed or was rolled back'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l watch -d 'Show it again and again, on a terminal, until Ctrl-C'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand status" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l since -d 'Only deployments created since then: 7d, a date, a local time or RFC 3339 [default: 30d]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l until -d 'Only deployments created until then; a date includes its whole day [default: now]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l exhaustive -d 'Ask each service for its list of deployments'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand stats" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -f -a "list" -d 'List the service deployments of services, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -f -a "describe" -d 'Describe service deployments in full'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -f -a "wait" -d 'Wait for a service deployment to end, and say with the exit code how'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and not __fish_seen_subcommand_from list describe wait help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l status -d 'Only these: statuses of the API in any case, outcomes, or groups of them' -r -f -a "ongoing\t'every status that is not an end'
finished\t'every status that is an end'
succeeded\t'SUCCESSFUL'
failed\t'failed, rolled_back and rollback_failed'
rolled_back\t'ROLLBACK_SUCCESSFUL'
rolling_back\t'on the way to that'
superseded\t'STOPPED by a newer deployment'
stopping\t'STOP_REQUESTED'
awaiting_action\t'IN_PROGRESS and paused'
PENDING\t''
IN_PROGRESS\t''
SUCCESSFUL\t''
STOPPED\t''
STOP_REQUESTED\t''
ROLLBACK_REQUESTED\t''
ROLLBACK_IN_PROGRESS\t''
ROLLBACK_SUCCESSFUL\t''
ROLLBACK_FAILED\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l since -d 'Only deployments created since then: 90m, 36h, 7d, a date, a local time or RFC 3339' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l until -d 'Only deployments created until then; a date includes its whole day' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -s n -l limit -l max-items -d 'Only the newest so many' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l page-size -l max-results -d 'How many deployments to ask for in a call, 1 to 100' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l brief -d 'Make only the list calls: no task definitions, images and details'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l exhaustive -d 'Ask each service for its list of deployments'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l no-evidence -d 'Do not look for why: no service events and stopped tasks'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from describe" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l revision -d 'The deployment that brings this service revision, by id or ARN' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l deployment-id -d 'The deployment by the id that UpdateService and events give' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l task-definition -d 'The newest deployment of this task definition' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l after -d 'The first deployment created then or later: 10m (ago), a local time, RFC 3339' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l until -d 'End with success as soon as it gets there: `paused`, or a stage such as `stage:BAKE_TIME`' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l timeout -d 'How long to wait in all; 0 for as long as it takes' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l start-timeout -d 'How long the deployment may take to begin' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l interval -d 'The time between two looks, at least 1s' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l heartbeat -d 'The longest silence of a log, where nothing changes; 0 for any' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l summary -d 'Append the result to a file, as Markdown; made for $GITHUB_STEP_SUMMARY' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l no-wait-rollback -d 'End with 1 at the first sign of a rollback, without waiting for its end'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -s q -l quiet -d 'Print nothing but errors'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from wait" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the service deployments of services, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from help" -f -a "describe" -d 'Describe service deployments in full'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from help" -f -a "wait" -d 'Wait for a service deployment to end, and say with the exit code how'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand deployments; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -f -a "list" -d 'List the service revisions of a service, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -f -a "describe" -d 'Describe service revisions in full'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -f -a "diff" -d 'Show what is different between two service revisions'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and not __fish_seen_subcommand_from list describe diff help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l status -d 'Only these: statuses of the API in any case, outcomes, or groups of them' -r -f -a "ongoing\t'every status that is not an end'
finished\t'every status that is an end'
succeeded\t'SUCCESSFUL'
failed\t'failed, rolled_back and rollback_failed'
rolled_back\t'ROLLBACK_SUCCESSFUL'
rolling_back\t'on the way to that'
superseded\t'STOPPED by a newer deployment'
stopping\t'STOP_REQUESTED'
awaiting_action\t'IN_PROGRESS and paused'
PENDING\t''
IN_PROGRESS\t''
SUCCESSFUL\t''
STOPPED\t''
STOP_REQUESTED\t''
ROLLBACK_REQUESTED\t''
ROLLBACK_IN_PROGRESS\t''
ROLLBACK_SUCCESSFUL\t''
ROLLBACK_FAILED\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l since -d 'Only deployments created since then: 90m, 36h, 7d, a date, a local time or RFC 3339' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l until -d 'Only deployments created until then; a date includes its whole day' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -s n -l limit -l max-items -d 'Only the newest so many' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l page-size -l max-results -d 'How many deployments to ask for in a call, 1 to 100' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l brief -d 'Make only the list calls: no task definitions, images and details'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from list" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from describe" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l exit-code -d 'Exit with 1 if they differ'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -s U -l unified -d 'Print both configurations in full, as JSON in a unified diff'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l show-values -d 'Show values that look like credentials'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l mask-all -d 'Mask every environment value'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from diff" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the service revisions of a service, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from help" -f -a "describe" -d 'Describe service revisions in full'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Show what is different between two service revisions'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand revisions; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -s s -l service -d 'The service, by name or ARN [or ECS_SERVICE]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -s c -l cluster -d 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l region -d 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l profile -d 'The profile of the AWS configuration files' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l endpoint-url -d 'Where the ECS API is, instead of at AWS' -r
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -s o -l output -d 'How to print' -r -f -a "table\t'For people: columns, or blocks for describe'
wide\t'All columns, nothing cut'
json\t'The AWS CLI\'s document, complete, with what we derive under `derived`'
jsonl\t'One JSON item on each line'
tsv\t'The wide columns separated by tabs, without a header'
csv\t'The wide columns as CSV, with a header and figures as plain numbers'
markdown\t'The wide columns as a Markdown table'
timeline\t'For `list`: one row per service, one bar per deployment'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l color -d 'Whether to colour; NO_COLOR is respected' -r -f -a "auto\t'On a terminal, unless NO_COLOR is set'
always\t''
never\t''"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l time -d 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere' -r -f -a "auto\t'Relative on a terminal, UTC elsewhere'
relative\t'3m ago'
local\t'RFC 3339 in the local time zone'
utc\t'RFC 3339 in UTC'"
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l from -d 'Read a saved history instead of calling AWS; - is standard input' -r -F
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l no-header -d 'Print no header above tables'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l debug -d 'Write the AWS SDK\'s trace to stderr'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -l demo -d 'Read a small history that is built in'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand completions" -s V -l version -d 'Print version'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list wait diff status stats deployments revisions completions help" -f -a "list" -d 'List the service deployments of services, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list wait diff status stats deployments revisions completions help" -f -a "wait" -d 'Wait for a service deployment to end, and say with the exit code how'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list wait diff status stats deployments revisions completions help" -f -a "diff" -d 'Show what is different between two service revisions'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list wait diff status stats deployments revisions completions help" -f -a "status" -d 'Show where every service of a cluster stands'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list wait diff status stats deployments revisions completions help" -f -a "stats" -d 'Show figures about the deployments of services'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list wait diff status stats deployments revisions completions help" -f -a "deployments" -d 'Inspect service deployments: list them, describe some, wait for one'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list wait diff status stats deployments revisions completions help" -f -a "revisions" -d 'Inspect service revisions, the configurations that deployments bring into service'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list wait diff status stats deployments revisions completions help" -f -a "completions" -d 'Print a script that completes this program\'s words in a shell'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and not __fish_seen_subcommand_from list wait diff status stats deployments revisions completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and __fish_seen_subcommand_from deployments" -f -a "list" -d 'List the service deployments of services, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and __fish_seen_subcommand_from deployments" -f -a "describe" -d 'Describe service deployments in full'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and __fish_seen_subcommand_from deployments" -f -a "wait" -d 'Wait for a service deployment to end, and say with the exit code how'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and __fish_seen_subcommand_from revisions" -f -a "list" -d 'List the service revisions of a service, newest first'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and __fish_seen_subcommand_from revisions" -f -a "describe" -d 'Describe service revisions in full'
complete -c ecs-history -n "__fish_ecs_history_using_subcommand help; and __fish_seen_subcommand_from revisions" -f -a "diff" -d 'Show what is different between two service revisions'
