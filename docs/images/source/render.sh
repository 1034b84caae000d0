#!/usr/bin/env bash
# Renders the pictures of the documentation from the pages beside this script, in the colours of each platform. Needs Chromium and Noto Sans.
# The texts are those of tests/AlertBot.Tests/Golden/chat; change them here when the golden files change.
set -euo pipefail
cd "$(dirname "$0")"
render() { # name, width, height
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$(mktemp -d)" --window-size="$2,$3" \
        --screenshot="$PWD/../$1.png" "file://$PWD/$1.html" 2> /dev/null
}
render discord-embed 672 604
render discord-commands 672 500
render slack-alert 700 490
render slack-latest 700 540
render slack-modal 920 680
