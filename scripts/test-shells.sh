#!/bin/sh
# Runs the completion in each shell that it is written for; installs those that are missing, where a package manager is known.
set -eu
missing=''
for shell in bash zsh fish python3; do
  command -v "$shell" >/dev/null || missing="$missing $shell"
done
if [ -n "$missing" ]; then
  run=''
  [ "$(id -u)" = 0 ] || run=sudo
  # shellcheck disable=SC2086 # several words
  if command -v apt-get >/dev/null; then $run apt-get update -qq && $run apt-get install -y -qq $missing
  elif command -v brew >/dev/null; then brew install -q $missing
  else echo "Install first:$missing" >&2; exit 1
  fi
fi
npx tsx scripts/build.ts --code
KEYMUX_SHELLS=all npx vitest run test/cli/completion.test.ts
