//! The scheduled workflow of GitHub Actions that builds a site and publishes it to its host.

use super::Host;

/// The variable that says where the binary is.
pub(super) const BINARY: &str = "DAYFOLD_BINARY_URL";

/// What stands there until somebody says it.
const UNKNOWN: &str = "SET-ME";

/// Whether a binary can be fetched from there.
pub(super) fn is_address(url: &str) -> bool {
    let host = url.strip_prefix("https://");
    host.is_some_and(|host| !host.is_empty() && !url.contains(char::is_whitespace))
}

/// What the host's own side needs.
pub(super) fn needs(host: Host) -> impl Iterator<Item = &'static str> {
    let needs: &[&str] = match host {
        Host::Github => {
            &["In the repository's settings, under Pages, choose GitHub Actions as the source."]
        }
        Host::Cloudflare => &[
            "Set the secrets CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID, and the variable CLOUDFLARE_PROJECT, in the repository.",
        ],
        Host::Netlify => {
            &["Set the secrets NETLIFY_AUTH_TOKEN and NETLIFY_SITE_ID in the repository."]
        }
    };
    needs.iter().copied()
}

/// The workflow.
pub(super) fn workflow(host: Host, site: Option<&str>, binary: Option<&str>) -> String {
    let binary = yaml_text(binary.unwrap_or(UNKNOWN));
    let site = yaml_text(site.unwrap_or("none"));
    let permissions = match host {
        Host::Github => "  contents: read\n  pages: write\n  id-token: write\n",
        _ => "  contents: read\n",
    };
    let environment = match host {
        Host::Github => "    environment: github-pages\n",
        _ => "",
    };
    let deploy = match host {
        Host::Github => GITHUB,
        Host::Cloudflare => CLOUDFLARE,
        Host::Netlify => NETLIFY,
    };
    let head = format!(
        "\
# Builds the site every morning and whenever a digest is pushed, and publishes it.
name: publish

on:
  schedule:
    # In UTC. Not on the hour, when everybody's jobs start.
    - cron: \"17 5 * * *\"
  push:
    branches: [main]
  workflow_dispatch:
    inputs:
      first:
        description: Nothing is published yet, so there is nothing to go on from
        type: boolean
        default: false

permissions:
{permissions}
concurrency:
  group: publish

env:
  # Where the binary is for x86_64 Linux; its checksum is at the same address and .sha256, or
  # here, which also holds against whoever changes both.
  {BINARY}: {binary}
  DAYFOLD_SHA256: \"\"
  # The published site, which the build goes on from.
  DAYFOLD_SITE: {site}
  DAYFOLD_CACHE: ${{{{ github.workspace }}}}/.dayfold-cache

jobs:
  publish:
    runs-on: ubuntu-latest
{environment}    steps:
"
    );
    // Not a format: GitHub has braces of its own.
    [&head, STEPS, deploy].concat()
}

const STEPS: &str = r#"      - uses: actions/checkout@v6
      - name: Get dayfold
        run: |
          curl --fail --silent --show-error --location --retry 3 --output "$RUNNER_TEMP/download" "$DAYFOLD_BINARY_URL"
          sum="$DAYFOLD_SHA256"
          if [ -z "$sum" ]; then
            sum="$(curl --fail --silent --show-error --location --retry 3 "$DAYFOLD_BINARY_URL.sha256" | cut -d ' ' -f 1)"
          fi
          echo "$sum  $RUNNER_TEMP/download" | sha256sum --check --strict
          mkdir -p "$RUNNER_TEMP/dayfold"
          case "$DAYFOLD_BINARY_URL" in
            *.tar.gz) tar -xzf "$RUNNER_TEMP/download" -C "$RUNNER_TEMP/dayfold" dayfold ;;
            *) mv "$RUNNER_TEMP/download" "$RUNNER_TEMP/dayfold/dayfold" ;;
          esac
          chmod +x "$RUNNER_TEMP/dayfold/dayfold"
          echo "$RUNNER_TEMP/dayfold" >> "$GITHUB_PATH"
      # It saves time and changes nothing: a build without it makes the same site.
      - uses: actions/cache@v6
        with:
          path: .dayfold-cache
          key: dayfold-${{ github.run_id }}
          restore-keys: dayfold-
      # Fails where a digest is wrong or the news has stopped; what could be built is
      # published all the same.
      - name: Build
        run: dayfold build . --out site --previous "$PREVIOUS" --max-age 36h
        env:
          PREVIOUS: ${{ inputs.first && 'none' || env.DAYFOLD_SITE }}
"#;

const GITHUB: &str = r"      - uses: actions/configure-pages@v6
        if: ${{ !cancelled() && hashFiles('site/index.html') != '' }}
      - uses: actions/upload-pages-artifact@v5
        if: ${{ !cancelled() && hashFiles('site/index.html') != '' }}
        with:
          path: site
      - uses: actions/deploy-pages@v5
        if: ${{ !cancelled() && hashFiles('site/index.html') != '' }}
";

const CLOUDFLARE: &str = r"      - uses: cloudflare/wrangler-action@v3
        if: ${{ !cancelled() && hashFiles('site/index.html') != '' }}
        with:
          apiToken: ${{ secrets.CLOUDFLARE_API_TOKEN }}
          accountId: ${{ secrets.CLOUDFLARE_ACCOUNT_ID }}
          command: pages deploy site --project-name=${{ vars.CLOUDFLARE_PROJECT }} --branch=main
";

const NETLIFY: &str = r"      - name: Publish
        if: ${{ !cancelled() && hashFiles('site/index.html') != '' }}
        run: npx --yes netlify-cli@27 deploy --prod --no-build --dir site
        env:
          NETLIFY_AUTH_TOKEN: ${{ secrets.NETLIFY_AUTH_TOKEN }}
          NETLIFY_SITE_ID: ${{ secrets.NETLIFY_SITE_ID }}
";

/// A text of YAML in double quotes, which JSON's are.
fn yaml_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
