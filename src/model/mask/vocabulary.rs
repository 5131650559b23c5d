//! Words in names, in lowercase, and what they stand for.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A set of words, written as one text.
macro_rules! words {
    ($words:literal) => {
        LazyLock::new(|| $words.split_ascii_whitespace().collect())
    };
}

/// A name that ends in one of these is a credential's.
pub static CREDENTIAL_WORDS: LazyLock<HashSet<&str>> = words!(
    "password passwords passwd passphrase passphrases passcode passwort pass pw pwd secret
     token credential credentials creds cred jwt bearer mnemonic salt pepper otp totp
     htpasswd pat psk userpwd requirepass masterauth authtoken contrasena kennwort motdepasse
     mdp senha wachtwoord"
);

/// A name that ends in one of these may be a credential's, or that of a setting.
pub static SUSPICIOUS_WORDS: LazyLock<HashSet<&str>> = words!(
    "auth authorization authentication cookie cookies sig signature sas license licence pem
     hmac seed pin secrets tokens sessionid jsessionid phpsessid webhook pfx p12 pkcs12 jks
     keystore keytab kubeconfig"
);

/// `X_KEY` is a credential with these before it.
pub static SECRET_KEYS: LazyLock<HashSet<&str>> = words!(
    "api access secret private encryption encrypt decryption signing sign signature signer
     master auth authentication account app application client consumer license licence ssh
     deploy webhook shared symmetric aes rsa hmac jwt jwe session storage subscription
     service sas instrumentation ingest ingestion integration write admin root hash fernet
     cipher crypto data wrapping kek dek tls ssl management vault unseal recovery insights
     cookie host backup wallet"
);

/// `X_KEY` is public with these before it, even though it looks random.
pub static PUBLIC_KEYS: LazyLock<HashSet<&str>> =
    words!("public pub publishable site verify verification anon gpg pgp authorized known");

/// `X_KEY` is no key to anything with these before it.
pub static HARMLESS_KEYS: LazyLock<HashSet<&str>> = words!(
    "primary foreign object partition sort range cache routing row index lookup map group
     config idempotency dedup deduplication translation bucket hot shortcut message event
     header join unique natural surrogate composite cluster shard distribution feature flag
     project metric state lock field column dictionary sequence schema record entity item
     query param attribute claim label annotation correlation ordering grouping aggregate
     topic queue stream tag name env kms issue jira locale sorting search filter file
     parameter option output setting variable"
);

/// `X_AUTH` is a user with a password with these before it.
pub static KINDS_OF_AUTH: LazyLock<HashSet<&str>> =
    words!("redis rediscli basic http registry docker npm proxy nats master neo4j neo pip");

/// Names that end in one of these only describe something, such as how long a token is valid.
pub static DESCRIPTIVE_WORDS: LazyLock<HashSet<&str>> = words!(
    "url urls uri uris endpoint endpoints host hosts hostname port ports arn arns name names
     ttl seconds secs sec ms millis milliseconds minutes mins hours days interval timeout
     expiry expiration expires exp lifetime validity age duration period window length size
     len min max limit limits count number total enabled enable disabled disable active file
     files filename path paths dir directory location folder algorithm algorithms alg algo
     type types kind mode modes format region prefix suffix header headers issuer issuers
     audience aud scope scopes realm provider providers method methods policy policies
     rotation rotate strategy class field param parameter parameters column table bucket role
     roles user username email domain domains store alias aliases ring pair server servers
     service manager backend cache pool rate usage required require check validator
     validation encoder encoding hint prompt reset page link template regex regexp pattern
     rule rules strength history source state status level label title description vault bits
     iterations rounds cost curve use grant flow exchange introspection renewal leeway skew
     ref reference variable var stdin expired secure samesite httponly naming schema space
     spec order index chain plugin module driver handler filter proxy zone account namespace
     group groups version versions language in after second minute hour day attempts attempt
     retries tries failures complexity requirement requirements digits uppercase lowercase
     symbols symbol special chars characters charset hasher hashing topic queue subject body
     view function lambda job task stream event events channel list map decimals address
     addresses specs minlength maxlength refresh entity mapping serializer deserializer
     converter interceptor listener converters client env placeholder message error"
);

/// Names with one of these are of digests, commits and builds, which are hexadecimal numbers.
pub static DIGEST_WORDS: LazyLock<HashSet<&str>> = words!(
    "sha shasum commit revision rev version digest digests checksum checksums hash etag
     integrity image tag release build git md vcs srcrev changeset fingerprint sri blake"
);

/// Names with one of these are of something public that looks random.
pub static PUBLIC_WORDS: LazyLock<HashSet<&str>> = words!(
    "certificate certificates cert certs crt fingerprint fingerprints thumbprint thumbprints
     jwks pubkey integrity csr traceparent"
);

/// Words after the one that counts.
pub static NOISE_WORDS: LazyLock<HashSet<&str>> = words!(
    "prod production staging dev development test qa uat live sandbox default old new current
     previous next value val base64 b64 encoded encrypted plain plaintext text string str raw
     json yaml yml xml base local a b arg"
);

/// Members that have the name of a value end in one of these: `{"name": "TOKEN", "value": "x"}`.
pub static NAMES: LazyLock<HashSet<&str>> =
    words!("name key variable header field parameter property option id");

/// Members that have the value to such a name end in one of these.
pub static VALUES: LazyLock<HashSet<&str>> =
    words!("value val v values default content data text string setting");

/// Names that begin with one of these are of switches and numbers: `USE_TOKEN`, `MAX_TOKENS`.
pub static FLAG_WORDS: LazyLock<HashSet<&str>> = words!(
    "use enable disable require requires allow allowed is has show hide skip with without no
     max min num total count check rotate verify validate force ask"
);

/// `Xpass` is a password with these before it, unlike `compass` and `bypass`.
pub static PREFIXES_OF_PASS: LazyLock<HashSet<&str>> = words!(
    "db user smtp mail admin root ftp sftp ldap proxy redis mysql pg postgres rds sql key app
     api web http https imap pop wifi vnc rpc jmx bind sudo ssh amqp mq rabbitmq mongo"
);

/// What follows the name of a scheme in prose: `Basic auth`, `bearer tokens`.
pub static PROSE_AFTER_SCHEME: LazyLock<HashSet<&str>> = words!(
    "a access an and are auth authentication authorization based by challenge credential
     credentials disabled enabled expired flow for format from grant header headers in
     invalid is key keys login method missing mode not of only optional or prefix required
     scheme schemes security string the to token tokens type usage user username value with"
);

/// What an authorization is set to: how it works, or whether it is needed.
pub static AUTHORIZATION_SETTINGS: LazyLock<HashSet<&str>> = words!(
    "abac acl active admin all allow always always-allow anonymous any api apikey
     authenticated authorization authorized auto aws aws4 basic bearer casbin cognito cookie
     custom default deny digest disable disabled enable enabled enforced external false
     header headers host iam inactive internal jwt kerberos key ldap local mandatory mtls
     negotiate never node none ntlm oauth oidc opa open openfga openid optional permissive
     policy pool private public query rbac required role roles saml scope scopes server
     service session sigv4 simple strict token true user user_pools users webhook x zanzibar"
);

/// Credentials that people write as one word with the word before or after them.
pub const GLUED_CREDENTIALS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "apikey",
    "secretkey",
    "accesskey",
    "privatekey",
    "credentials",
    "credential",
    "secret",
    "token",
];
