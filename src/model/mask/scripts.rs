//! Credentials in a script of a shell: in its commands, from a pipe (`echo x | docker login`), and in
//! scripts within it (`sh -c "…"`).

use crate::model::mask::commands::{find_in_command, program_name, push};
use crate::model::mask::programs::READ_PASSWORD_FROM_PIPE;
use crate::model::mask::shell::{Word, is_operator, shell_words};
use crate::model::mask::spans::Spans;

/// Finds credentials in a script.
pub fn find(text: &str, spans: &mut Spans) {
    find_in_nested_script(text, 0, spans);
}

fn find_in_nested_script(text: &str, depth: u8, spans: &mut Spans) {
    /// `sh -c "su -c 'mysql …'"` is as deep as it gets.
    const MAX_DEPTH: u8 = 3;
    let words = shell_words(text);
    let mut pipe: Option<&[Word]> = None;
    for command in words.split_inclusive(is_operator) {
        let (words, operator) = match command {
            [words @ .., last] if is_operator(last) => (words, last.text),
            words => (words, ""),
        };
        find_in_command(words, spans);
        if let Some(before) = pipe.take().filter(|_| reads_password(words)) {
            echoed(before, spans);
        }
        pipe = (operator == "|").then_some(words);
    }
    if let Some(at) = words.iter().position(|word| word.text == "<<<")
        && let Some(word) = words.get(at + 1)
        && reads_password(&words[..at])
    {
        push(word, 0..word.text.len(), spans);
    }
    if depth < MAX_DEPTH {
        for word in words
            .iter()
            .filter(|word| word.is_quoted && word.text.contains(' '))
        {
            let mut inner = Spans::default();
            find_in_nested_script(word.text, depth + 1, &mut inner);
            spans.extend(inner, word.start);
        }
    }
}

fn reads_password(words: &[Word]) -> bool {
    words
        .iter()
        .take(64)
        .any(|word| READ_PASSWORD_FROM_PIPE.contains(&program_name(word.text)))
}

/// What `echo` and `printf` put into a pipe.
fn echoed(words: &[Word], spans: &mut Spans) {
    let begin = words
        .iter()
        .position(|word| matches!(program_name(word.text), "echo" | "printf"));
    let Some(begin) = begin else { return };
    let values = words[begin + 1..]
        .iter()
        .filter(|word| !word.text.starts_with('-') && !word.text.starts_with('%'));
    for value in values {
        // `user:password` for `chpasswd`.
        push(value, 0..value.text.len(), spans);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn masked(text: &str) -> String {
        Spans::masked_by(find, text)
    }

    #[test]
    fn credentials_of_programs_are_masked() {
        for (text, expected) in [
            (
                "curl -fsS -u admin:pw https://h",
                "curl -fsS -u admin:(masked) https://h",
            ),
            (
                "curl -uadmin:pw h && curl --user 'a:b c' h",
                "curl -uadmin:(masked) h && curl --user 'a:(masked)' h",
            ),
            (
                "mysql -h db -uroot -ppw shop",
                "mysql -h db -uroot -p(masked) shop",
            ),
            ("mysql -u root -p -P 3306", "mysql -u root -p -P 3306"),
            ("mysql -p\"a b\" x", "mysql -p(masked) x"),
            ("redis-cli -a 'a b' ping", "redis-cli -a '(masked)' ping"),
            (
                "sh -c \"mongosh -u root -p pw\"",
                "sh -c \"mongosh -u root -p (masked)\"",
            ),
            (
                "docker login -u ci -p pw r",
                "docker login -u ci -p (masked) r",
            ),
            ("docker run -p 80:80 web", "docker run -p 80:80 web"),
            (
                "echo pw | docker login --password-stdin",
                "echo (masked) | docker login --password-stdin",
            ),
            (
                "docker login --password-stdin <<< pw",
                "docker login --password-stdin <<< (masked)",
            ),
            (
                "app --db-password pw --token x1 --key /k.pem",
                "app --db-password (masked) --token (masked) --key /k.pem",
            ),
            (
                "sqlplus app/pw@//h/S @x.sql",
                "sqlplus app/(masked)@//h/S @x.sql",
            ),
            (
                "openssl rsa -passin pass:pw -in /f",
                "openssl rsa -passin pass:(masked) -in /f",
            ),
            (
                "rabbitmqctl add_user web pw",
                "rabbitmqctl add_user web (masked)",
            ),
            ("smbclient //h/s -U a%pw", "smbclient //h/s -U a%(masked)"),
            (
                "psql -c \"ALTER USER web PASSWORD 'a b'\"",
                "psql -c \"ALTER USER web PASSWORD '(masked)'\"",
            ),
            (
                "machine h login a password pw",
                "machine h login a password (masked)",
            ),
            (
                "aws configure set aws_secret_access_key ab12cd",
                "aws configure set aws_secret_access_key (masked)",
            ),
            (
                "curl -fsSu admin:pw h; curl -su a:b h",
                "curl -fsSu admin:(masked) h; curl -su a:(masked) h",
            ),
            ("curl -u 'd2LkV78zLx!t:' h", "curl -u '(masked):' h"),
            ("curl -b 'sid=pw' h", "curl -b 'sid=(masked)' h"),
            (
                "etcdctl put /db/password pw",
                "etcdctl put /db/password (masked)",
            ),
            ("user web password pw", "user web password (masked)"),
            ("htpasswd -bc /f web pw", "htpasswd -bc /f web (masked)"),
        ] {
            assert_eq!(masked(text), expected);
        }
    }

    #[test]
    fn other_words_stay() {
        for text in [
            "nc -z mongo -p 27017",
            "redis-cli -h h -p 6379 ping",
            "app --user 1000:1000 --user node:node",
            "docker exec -u www:data x",
            "mysql -p$PASSWORD x",
            "curl -u \"$A:$B\" h",
            "echo $X | docker login --password-stdin",
            "app --token-url https://h --password-file /run/x --auth-mode iam",
            "the token is rotated daily",
            "kubectl create secret generic db",
            "app --password --verbose",
            "ö\\ö 'ö",
            "a \\",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
