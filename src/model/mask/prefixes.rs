//! The prefixes of tokens.
//!
//! They are facts that the issuers publish; most are collected in the rules of
//! [gitleaks](https://github.com/gitleaks/gitleaks) and
//! [detect-secrets](https://github.com/Yelp/detect-secrets).

use std::sync::LazyLock;

/// What follows a prefix.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rest {
    /// At least so many letters, digits and what Base64 needs.
    AtLeast(usize),
    /// The same, and it looks random, since words begin like this, too.
    Random(usize),
    /// So many hexadecimal digits.
    Hex(usize),
    /// So many capitals and digits, or more.
    Capitals(usize),
}

use Rest::{AtLeast, Capitals, Hex, Random};

/// Keys that may be published, such as Stripe's `pk_live_`, are left out.
const PREFIXES: &[(Rest, &str)] = &[
    // Clouds: AWS, Alibaba, Tencent, Google, Azure's DevOps, DigitalOcean, Cloudflare, Yandex,
    // Fly, Heroku, PlanetScale, Supabase, Databricks.
    (Capitals(16), "AKIA ASIA ABIA ACCA"),
    (Capitals(17), "A3T"),
    (AtLeast(60), "ABSK"),
    (
        AtLeast(20),
        "bedrock-api-key- ya29. 1//0 GOCSPX- dop_v1_ doo_v1_ dor_v1_ HRKU- pscale_tkn_ pscale_pw_ pscale_oauth_",
    ),
    (Random(16), "LTAI"),
    (Random(28), "AKID"),
    (AtLeast(30), "AIza AQVN fo1_ fm1r_ fm1a_ fm2_"),
    (Hex(24), "v1.0-"),
    (Hex(40), "sbp_"),
    (AtLeast(16), "sb_secret_"),
    (Hex(32), "dapi dkea"),
    // Code and packages: GitHub, GitLab, Bitbucket, Atlassian, npm, PyPI, RubyGems, NuGet, Docker,
    // Artifactory, Clojars, Buildkite, CircleCI, Sourcegraph, Pulumi, Terraform Cloud, Octopus.
    (
        AtLeast(20),
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glagent- gloas- CCIPAT_",
    ),
    (
        AtLeast(16),
        "glpat- gldt- glptt- glrt- glcbt- glsoat- glimt- glft- glffct- GR1348941 dckr_pat_ dckr_oat_",
    ),
    (Random(20), "ATBB"),
    (AtLeast(30), "ATATT3 ATCTT3"),
    (Random(30), "npm_"),
    (AtLeast(50), "pypi- AKCp cmVmd"),
    (Hex(40), "rubygems_ bkua_ pul-"),
    (Random(40), "oy2"),
    (AtLeast(40), "CLOJARS_"),
    (AtLeast(32), "sgp_"),
    (Capitals(26), "API-"),
    // Secret stores: Vault, 1Password, Doppler, age, Infisical.
    (AtLeast(20), "hvs. hvb. hvr. AGE-SECRET-KEY-1"),
    (Random(24), "s."),
    (AtLeast(50), "ops_eyJ"),
    (Capitals(6), "A3-"),
    (AtLeast(30), "dp.pt. dp.st. dp.ct. dp.sa."),
    (Random(40), "st."),
    // Money and shops: Stripe, Square, Shopify, PayPal's Braintree, Flutterwave, EasyPost, Shippo.
    (
        AtLeast(10),
        "sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_",
    ),
    (AtLeast(16), "whsec_"),
    (AtLeast(20), "sq0atp- sq0csp- access_token$production$"),
    (Random(50), "EAAA EZAK EZTK"),
    (Hex(32), "shpat_ shpca_ shppa_ shpss_"),
    (AtLeast(12), "FLWSECK"),
    (Hex(40), "shippo_live_ shippo_test_"),
    (AtLeast(30), "duffel_live_ duffel_test_"),
    // Messages: Slack, SendGrid, Brevo, Mailgun, Twilio, Resend, Postmark, Facebook, Linear,
    // Notion, HubSpot, Intercom, Airtable, Figma, Contentful, Dropbox.
    (
        AtLeast(10),
        "xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxe- xoxe.xox xapp- xoxc- xoxd-",
    ),
    (AtLeast(40), "SG."),
    (
        AtLeast(30),
        "xkeysib- xsmtpsib- ntn_ pat-na1- pat-eu1- figd_ CFPAT-",
    ),
    (Hex(32), "key- SK"),
    (Random(20), "re_"),
    (Random(60), "EAA sl. pat"),
    (AtLeast(20), "lin_api_"),
    (Random(40), "secret_"),
    (AtLeast(32), "ico-"),
    // Monitoring: New Relic, Datadog's is hexadecimal, Grafana, Sentry, Dynatrace, PostHog,
    // Honeycomb.
    (AtLeast(20), "NRAK- NRII- NRAA- NRRA-"),
    (
        AtLeast(30),
        "glc_ glsa_ sntrys_ sntryu_ phx_ hcaik_ PMAK- lsv2_",
    ),
    (AtLeast(24), "dt0c01. dt0s01."),
    (AtLeast(40), "rdme_"),
    (AtLeast(16), "tskey-"),
    // Models: OpenAI, Anthropic, Hugging Face, Groq, xAI, NVIDIA, Perplexity, Replicate.
    (
        AtLeast(20),
        "sk-ant- sk-proj- sk-svcacct- sk-admin- sk-or- sk-lf-",
    ),
    (Random(20), "sk- tvly-"),
    (Random(30), "hf_ api_org_ gsk_ xai- r8_"),
    (AtLeast(30), "nvapi- pplx-"),
];

/// The prefixes by their first byte, and for each one what follows it.
static BY_FIRST_BYTE: LazyLock<Vec<Vec<(&str, Rest)>>> = LazyLock::new(|| {
    let mut lists = vec![Vec::new(); 128];
    for (rest, prefixes) in PREFIXES {
        for prefix in prefixes.split(' ') {
            let first = prefix.bytes().next().map(usize::from);
            if let Some(list) = first.and_then(|first| lists.get_mut(first)) {
                list.push((prefix, *rest));
            }
        }
    }
    lists
});

/// The prefixes that begin with this byte.
pub fn beginning_with(first: u8) -> &'static [(&'static str, Rest)] {
    BY_FIRST_BYTE
        .get(usize::from(first))
        .map_or(&[], Vec::as_slice)
}
