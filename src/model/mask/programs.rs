//! How programs take passwords on their command line, as their manuals say.

/// How a program takes a password.
#[derive(Debug)]
pub struct PasswordOption {
    /// The names of the program.
    pub programs: &'static [&'static str],
    /// A word that the command must contain, since the option means something else without it.
    pub only_with: &'static str,
    /// `-p`
    pub flag: &'static str,
    /// Whether the password follows as the next word (`-p x`), in the same one (`-px`), or both.
    pub takes: Takes,
    /// What part of the value is the password.
    pub part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    Next,
    Glued,
    Both,
}

/// What part of a value is the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Whole,
    /// `user:password`, and so on.
    After(char),
}

const fn option(
    programs: &'static [&'static str],
    flag: &'static str,
    takes: Takes,
    part: Part,
) -> PasswordOption {
    PasswordOption {
        programs,
        only_with: "",
        flag,
        takes,
        part,
    }
}

const fn login(programs: &'static [&'static str]) -> PasswordOption {
    let (flag, takes, part) = ("-p", Takes::Both, Part::Whole);
    PasswordOption {
        programs,
        only_with: "login",
        flag,
        takes,
        part,
    }
}

const MYSQL: &[&str] = &[
    "mysql",
    "mysqldump",
    "mysqladmin",
    "mysqlcheck",
    "mysqlimport",
    "mysqlshow",
    "mysqlpump",
    "mysqlsh",
    "mysqlbinlog",
    "mysqlslap",
    "mariadb",
    "mariadb-dump",
    "mariadb-admin",
    "mariadb-check",
    "mariadb-backup",
    "mycli",
    "xtrabackup",
    "mydumper",
    "myloader",
];
const MONGO: &[&str] = &[
    "mongo",
    "mongosh",
    "mongodump",
    "mongorestore",
    "mongoexport",
    "mongoimport",
    "mongostat",
    "mongotop",
];
const REDIS: &[&str] = &[
    "redis-cli",
    "redis-benchmark",
    "valkey-cli",
    "keydb-cli",
    "redis-rdb-cli",
];
const LDAP: &[&str] = &[
    "ldapsearch",
    "ldapadd",
    "ldapmodify",
    "ldapdelete",
    "ldappasswd",
    "ldapwhoami",
    "ldapcompare",
    "ldapmodrdn",
];
const SAMBA: &[&str] = &["smbclient", "rpcclient", "smbget", "net", "smbmap"];
const LOGINS: &[&str] = &[
    "docker", "podman", "nerdctl", "buildah", "skopeo", "helm", "oras", "crane", "az", "oc", "cf",
    "img", "regctl", "argocd", "ibmcloud", "faas-cli", "dotnet",
];

/// What is known of options that say nothing by their name.
pub const OPTIONS: &[PasswordOption] = &[
    option(MYSQL, "-p", Takes::Glued, Part::Whole),
    option(MONGO, "-p", Takes::Both, Part::Whole),
    option(&["sshpass"], "-p", Takes::Both, Part::Whole),
    option(
        &[
            "cqlsh",
            "rabbitmqadmin",
            "elasticsearch-users",
            "cypher-shell",
            "kcadm.sh",
            "nodetool",
            "ksql",
        ],
        "-p",
        Takes::Both,
        Part::Whole,
    ),
    option(&["nodetool"], "-pw", Takes::Next, Part::Whole),
    login(LOGINS),
    option(REDIS, "-a", Takes::Both, Part::Whole),
    option(
        &[
            "sqlcmd",
            "bcp",
            "osql",
            "tsql",
            "go-sqlcmd",
            "mosquitto_pub",
            "mosquitto_sub",
            "mosquitto_rr",
            "ipmitool",
            "zip",
            "unzip",
        ],
        "-P",
        Takes::Both,
        Part::Whole,
    ),
    option(
        &["7z", "7za", "7zz", "rar", "unrar"],
        "-p",
        Takes::Glued,
        Part::Whole,
    ),
    option(LDAP, "-w", Takes::Both, Part::Whole),
    option(&["ldappasswd"], "-s", Takes::Both, Part::Whole),
    option(&["openssl"], "-k", Takes::Next, Part::Whole),
    option(&["openssl"], "-K", Takes::Next, Part::Whole),
    option(
        &["snmpget", "snmpwalk", "snmpset"],
        "-A",
        Takes::Next,
        Part::Whole,
    ),
    option(
        &["snmpget", "snmpwalk", "snmpset"],
        "-X",
        Takes::Next,
        Part::Whole,
    ),
    option(
        &["snmpget", "snmpwalk", "snmpset"],
        "-c",
        Takes::Next,
        Part::Whole,
    ),
    option(&["influx"], "-t", Takes::Next, Part::Whole),
    option(
        &["htpasswd", "gpg"],
        "--passphrase",
        Takes::Next,
        Part::Whole,
    ),
    option(&["curl"], "-u", Takes::Both, Part::After(':')),
    option(&["curl"], "-b", Takes::Both, Part::After('=')),
    option(&["curl"], "--cookie", Takes::Next, Part::After('=')),
    option(&["curl"], "-U", Takes::Both, Part::After(':')),
    option(&["curl"], "-E", Takes::Both, Part::After(':')),
    option(&["curl"], "--cert", Takes::Next, Part::After(':')),
    option(
        &["http", "https", "xh", "xhs"],
        "-a",
        Takes::Both,
        Part::After(':'),
    ),
    option(&["ab"], "-A", Takes::Both, Part::After(':')),
    option(&["ab"], "-P", Takes::Both, Part::After(':')),
    option(&["lftp"], "-u", Takes::Both, Part::After(',')),
    option(SAMBA, "-U", Takes::Both, Part::After('%')),
];

/// Options that take `user:password` in many programs. Others take a user and a group there.
pub const USER_OPTIONS: &[&str] = &[
    "-u",
    "--user",
    "--proxy-user",
    "--auth",
    "--userpwd",
    "--basic-auth",
    "--creds",
    "--login",
];

/// Programs whose `--user` is a user and a group.
pub const RUN_AS: &[&str] = &[
    "docker",
    "podman",
    "nerdctl",
    "gosu",
    "su-exec",
    "setpriv",
    "chown",
    "sudo",
    "su",
    "runuser",
    "install",
    "chroot",
    "chpst",
    "s6-setuidgid",
    "kubectl",
];

/// Programs that read a password from a pipe, and options with which others do.
pub const READ_PASSWORD_FROM_PIPE: &[&str] = &[
    "chpasswd",
    "kinit",
    "smbpasswd",
    "cryptsetup",
    "vncpasswd",
    "passwd",
    "--password-stdin",
    "--passphrase-fd",
    "--with-token",
    "--token-stdin",
    "-S",
];

/// Subcommands after which the word with this number is a password: `rabbitmqctl add_user web x`.
pub const POSITIONS: &[(&str, &str, usize)] = &[
    ("rabbitmqctl", "add_user", 2),
    ("rabbitmqctl", "change_password", 2),
    ("rabbitmqctl", "authenticate_user", 2),
    ("vault", "login", 1),
    ("redis-cli", "AUTH", 1),
    ("redis-cli", "auth", 1),
    ("grafana-cli", "reset-admin-password", 1),
    ("grafana", "reset-admin-password", 1),
    ("rabbitmqadmin", "password", 1),
    ("mysqladmin", "password", 1),
    ("etcdctl", "passwd", 2),
    ("mc", "set", 4),
    ("mc", "add", 4),
    ("mcli", "set", 4),
    ("neo4j-admin", "set-initial-password", 1),
    ("composer", "http-basic.", 2),
];

/// Oracle's, which take `user/password@database`.
pub const ORACLE: &[&str] = &["sqlplus", "sqlldr", "expdp", "impdp", "rman", "sqlcl"];

/// Options of curl without a value, which may stand before another one in the same word: `-su`.
pub const CURL_SWITCHES: &[char] = &[
    'f', 's', 'S', 'L', 'k', 'v', 'i', 'I', 'g', 'N', 'q', 'O', 'J', 'R', '#', '0', '4', '6', 'a',
];

/// What stores the word after next under the name that is the next word: `etcdctl put /db/password x`.
pub const STORING: &[&str] = &[
    "put",
    "set",
    "add",
    "hset",
    "setex",
    "SET",
    "HSET",
    "secret:set",
];
