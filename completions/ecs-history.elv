
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
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list 'List the service deployments of services, newest first'
            cand wait 'Wait for a service deployment to end, and say with the exit code how'
            cand diff 'Show what is different between two service revisions'
            cand status 'Show where every service of a cluster stands'
            cand stats 'Show figures about the deployments of services'
            cand deployments 'Inspect service deployments: list them, describe some, wait for one'
            cand revisions 'Inspect service revisions, the configurations that deployments bring into service'
            cand completions 'Print a script that completes this program''s words in a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ecs-history;list'= {
            cand --status 'Only these: statuses of the API in any case, outcomes, or groups of them'
            cand --since 'Only deployments created since then: 90m, 36h, 7d, a date, a local time or RFC 3339'
            cand --until 'Only deployments created until then; a date includes its whole day'
            cand -n 'Only the newest so many'
            cand --limit 'Only the newest so many'
            cand --max-items 'Only the newest so many'
            cand --page-size 'How many deployments to ask for in a call, 1 to 100'
            cand --max-results 'How many deployments to ask for in a call, 1 to 100'
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --brief 'Make only the list calls: no task definitions, images and details'
            cand --exhaustive 'Ask each service for its list of deployments'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;wait'= {
            cand --revision 'The deployment that brings this service revision, by id or ARN'
            cand --deployment-id 'The deployment by the id that UpdateService and events give'
            cand --task-definition 'The newest deployment of this task definition'
            cand --after 'The first deployment created then or later: 10m (ago), a local time, RFC 3339'
            cand --until 'End with success as soon as it gets there: `paused`, or a stage such as `stage:BAKE_TIME`'
            cand --timeout 'How long to wait in all; 0 for as long as it takes'
            cand --start-timeout 'How long the deployment may take to begin'
            cand --interval 'The time between two looks, at least 1s'
            cand --heartbeat 'The longest silence of a log, where nothing changes; 0 for any'
            cand --summary 'Append the result to a file, as Markdown; made for $GITHUB_STEP_SUMMARY'
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --no-wait-rollback 'End with 1 at the first sign of a rollback, without waiting for its end'
            cand -q 'Print nothing but errors'
            cand --quiet 'Print nothing but errors'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;diff'= {
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --exit-code 'Exit with 1 if they differ'
            cand -U 'Print both configurations in full, as JSON in a unified diff'
            cand --unified 'Print both configurations in full, as JSON in a unified diff'
            cand --show-values 'Show values that look like credentials'
            cand --mask-all 'Mask every environment value'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;status'= {
            cand --interval 'The pause between two looks of --watch: 30s, 2m'
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --exit-code 'End with 1 if the newest deployment of any service failed or was rolled back'
            cand --watch 'Show it again and again, on a terminal, until Ctrl-C'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;stats'= {
            cand --since 'Only deployments created since then: 7d, a date, a local time or RFC 3339 [default: 30d]'
            cand --until 'Only deployments created until then; a date includes its whole day [default: now]'
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --exhaustive 'Ask each service for its list of deployments'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;deployments'= {
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list 'List the service deployments of services, newest first'
            cand describe 'Describe service deployments in full'
            cand wait 'Wait for a service deployment to end, and say with the exit code how'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ecs-history;deployments;list'= {
            cand --status 'Only these: statuses of the API in any case, outcomes, or groups of them'
            cand --since 'Only deployments created since then: 90m, 36h, 7d, a date, a local time or RFC 3339'
            cand --until 'Only deployments created until then; a date includes its whole day'
            cand -n 'Only the newest so many'
            cand --limit 'Only the newest so many'
            cand --max-items 'Only the newest so many'
            cand --page-size 'How many deployments to ask for in a call, 1 to 100'
            cand --max-results 'How many deployments to ask for in a call, 1 to 100'
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --brief 'Make only the list calls: no task definitions, images and details'
            cand --exhaustive 'Ask each service for its list of deployments'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;deployments;describe'= {
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --no-evidence 'Do not look for why: no service events and stopped tasks'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;deployments;wait'= {
            cand --revision 'The deployment that brings this service revision, by id or ARN'
            cand --deployment-id 'The deployment by the id that UpdateService and events give'
            cand --task-definition 'The newest deployment of this task definition'
            cand --after 'The first deployment created then or later: 10m (ago), a local time, RFC 3339'
            cand --until 'End with success as soon as it gets there: `paused`, or a stage such as `stage:BAKE_TIME`'
            cand --timeout 'How long to wait in all; 0 for as long as it takes'
            cand --start-timeout 'How long the deployment may take to begin'
            cand --interval 'The time between two looks, at least 1s'
            cand --heartbeat 'The longest silence of a log, where nothing changes; 0 for any'
            cand --summary 'Append the result to a file, as Markdown; made for $GITHUB_STEP_SUMMARY'
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --no-wait-rollback 'End with 1 at the first sign of a rollback, without waiting for its end'
            cand -q 'Print nothing but errors'
            cand --quiet 'Print nothing but errors'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;deployments;help'= {
            cand list 'List the service deployments of services, newest first'
            cand describe 'Describe service deployments in full'
            cand wait 'Wait for a service deployment to end, and say with the exit code how'
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
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand list 'List the service revisions of a service, newest first'
            cand describe 'Describe service revisions in full'
            cand diff 'Show what is different between two service revisions'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ecs-history;revisions;list'= {
            cand --status 'Only these: statuses of the API in any case, outcomes, or groups of them'
            cand --since 'Only deployments created since then: 90m, 36h, 7d, a date, a local time or RFC 3339'
            cand --until 'Only deployments created until then; a date includes its whole day'
            cand -n 'Only the newest so many'
            cand --limit 'Only the newest so many'
            cand --max-items 'Only the newest so many'
            cand --page-size 'How many deployments to ask for in a call, 1 to 100'
            cand --max-results 'How many deployments to ask for in a call, 1 to 100'
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --brief 'Make only the list calls: no task definitions, images and details'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;revisions;describe'= {
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;revisions;diff'= {
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --exit-code 'Exit with 1 if they differ'
            cand -U 'Print both configurations in full, as JSON in a unified diff'
            cand --unified 'Print both configurations in full, as JSON in a unified diff'
            cand --show-values 'Show values that look like credentials'
            cand --mask-all 'Mask every environment value'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;revisions;help'= {
            cand list 'List the service revisions of a service, newest first'
            cand describe 'Describe service revisions in full'
            cand diff 'Show what is different between two service revisions'
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
            cand -s 'The service, by name or ARN [or ECS_SERVICE]'
            cand --service 'The service, by name or ARN [or ECS_SERVICE]'
            cand -c 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --cluster 'The cluster of the service, by name or ARN [or ECS_CLUSTER; default: default]'
            cand --region 'The AWS Region [default: that of the ARN, of AWS_REGION, or of the profile]'
            cand --profile 'The profile of the AWS configuration files'
            cand --endpoint-url 'Where the ECS API is, instead of at AWS'
            cand -o 'How to print'
            cand --output 'How to print'
            cand --color 'Whether to colour; NO_COLOR is respected'
            cand --time 'How to tell times; auto is relative on a terminal and RFC 3339 in UTC elsewhere'
            cand --from 'Read a saved history instead of calling AWS; - is standard input'
            cand --no-header 'Print no header above tables'
            cand --debug 'Write the AWS SDK''s trace to stderr'
            cand --demo 'Read a small history that is built in'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
        }
        &'ecs-history;help'= {
            cand list 'List the service deployments of services, newest first'
            cand wait 'Wait for a service deployment to end, and say with the exit code how'
            cand diff 'Show what is different between two service revisions'
            cand status 'Show where every service of a cluster stands'
            cand stats 'Show figures about the deployments of services'
            cand deployments 'Inspect service deployments: list them, describe some, wait for one'
            cand revisions 'Inspect service revisions, the configurations that deployments bring into service'
            cand completions 'Print a script that completes this program''s words in a shell'
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
            cand list 'List the service deployments of services, newest first'
            cand describe 'Describe service deployments in full'
            cand wait 'Wait for a service deployment to end, and say with the exit code how'
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
            cand diff 'Show what is different between two service revisions'
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
