#!/usr/bin/env bash
# Builds the Dockerfile, starts the image's entry point and checks it. Prints one line for each check: ok, FAILED or skipped.
# No container engine is needed: buildah in chroot isolation, its storage in a temporary folder.
set -uo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
images="buildah --root $work/storage --runroot $work/run --storage-driver vfs"
container='' runner='' service=''
. .ci/standin.sh

clean_up() {
    # shellcheck disable=SC2046 # one word each
    [ -z "$runner" ] || { kill -KILL $(descendants "$runner") 2> /dev/null; wait "$runner" 2> /dev/null; }
    [ -z "$container" ] || $images rm "$container" > /dev/null 2>&1
    umount -R "$work"/storage/vfs/dir/* 2> /dev/null
    rm -rf --one-file-system "$work"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

skip() { printf '%-8s image: %s\n' skipped "$1"; exit 0; }
check() { # name of the check, then its command
    local name=$1 from=$EPOCHREALTIME result=ok
    shift
    "$@" > "$work/check.log" 2>&1 || result=FAILED
    printf '%-8s image: %-41s %6.1f s\n' "$result" "$name" "$(awk -v from="$from" -v to="$EPOCHREALTIME" 'BEGIN { print to - from }')"
    [ "$result" = ok ] || { sed 's/^/    /' "$work/check.log" | tail -n 30; return 1; }
}

get() { # path: the answer of the service, headers and all
    exec 3<> "/dev/tcp/127.0.0.1/$port" || return
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$1" >&3
    timeout 5 cat <&3
    exec 3>&-
}

is_free() { ! (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
free_port() {
    for port in $(shuf -i 20000-30000 -n 20); do if is_free "$port"; then return; fi; done
    return 1
}

descendants() { local child; for child in $(cat "/proc/$1/task"/*/children 2> /dev/null); do echo "$child"; descendants "$child"; done; }
program() { # the process of AlertBot itself below `buildah run`
    local pid
    for pid in $(descendants "$1"); do
        [ "$(cat "/proc/$pid/comm" 2> /dev/null)" != alertbot ] || { echo "$pid"; return; }
    done
    return 1
}

plant_secrets() { # the build context: what a user's checkout holds, with a secret in every file that may hold one
    mkdir -p "$work/context/secrets" || return
    { git ls-files -z; git ls-files -z --others --exclude-standard; } | xargs -0 cp --parents -t "$work/context" || return
    rm -f "$work/context/config/alertbot.yaml"
    secret=planted-$(head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \n')
    printf 'discord: { token: "%s" }\n' "$secret" | tee "$work/context/config/alertbot.yaml" "$work/context/config/alertbot.yaml~" \
        "$work/context/config/topics/mine.yaml" "$work/context/alertbot.yaml" > "$work/context/compose.override.yaml"
    echo "$secret" | tee "$work/context/secrets/discord_token" > "$work/context/.env"
}

build() {
    # Volumes lend the SDK and the packages that this machine has restored before; only RUN sees them.
    local lent=(-v "$dotnet_root:/usr/share/dotnet:ro" -v "$HOME/.nuget:/root/.nuget")
    [ ! -d "$HOME/.config/NuGet" ] || lent+=(-v "$HOME/.config/NuGet:/root/.config/NuGet:ro")
    [ ! -d "${NUGET_PACKAGES:-}" ] || lent+=(-v "$NUGET_PACKAGES:$NUGET_PACKAGES")
    timeout 600 $images bud --isolation chroot --format docker --pull-never --layers "${lent[@]}" \
        --build-arg REVISION="$(git rev-parse HEAD 2> /dev/null || echo unknown)" -t alertbot "$work/context"
}

# With --layers every stage's layers stay in the storage, the build stage's too: the secret must be in none of them.
holds_no_secret() {
    local found
    found=$(grep -rlF "$secret" "$work/storage") && { echo "$found"; return 1; }
    # The check itself works: a file of the build context that is copied on purpose is found.
    grep -rlqF 'The settings of AlertBot' "$work/storage"
}

has_labels() { inspect '{{range $key, $value := .OCIv1.Config.Labels}}{{$key}}={{$value}}{{"\n"}}{{end}}' alertbot | tee /dev/stderr | grep '^org.opencontainers.image.revision=.' > /dev/null; }

inspect() { $images inspect --type image --format "$1" "$2"; }

in_image() { # arguments as after `docker run alertbot`
    local entry
    entry=$(inspect '{{range .OCIv1.Config.Entrypoint}}{{.}} {{end}}' alertbot)
    # shellcheck disable=SC2086 # one word each
    $images run --isolation chroot -v "$work/data:/data" -v "$work/config:/config:ro" --env "ALERTBOT_WEB__LISTEN=http://127.0.0.1:$port" "$container" -- $entry "$@"
}

start() {
    local command
    container=$($images from --pull-never alertbot) || return
    command=$(inspect '{{range .OCIv1.Config.Cmd}}{{.}} {{end}}' alertbot)
    mkdir "$work/data" "$work/config"
    chown 1654:1654 "$work/data"
    printf 'feeds: []\ntopics:\n  - { name: ceasefire, query: ceasefire }\nsubscriptions:\n  - { to: console, topics: [ceasefire] }\n' > "$work/config/alertbot.yaml"
    chmod 755 "$work" "$work/config"
    touch "$work/started"
    # shellcheck disable=SC2086
    in_image $command > "$work/service.log" 2>&1 &
    runner=$!
    for _ in $(seq 300); do
        service=$(program "$runner") && ! is_free "$port" && return
        kill -0 "$runner" 2> /dev/null || break
        sleep 0.1
    done
    cat "$work/service.log"
    return 1
}

answers() { # path
    local answer
    answer=$(get "$1")
    echo "$answer" >&2
    grep -q '^HTTP/1.1 200' <<< "$answer"
}

runs_as_app() { grep -E '^(Uid|Gid|Groups)' "/proc/$service/status" | tee /dev/stderr | grep -E '^Uid:\s1654\s1654\s1654\s1654$' > /dev/null; }

writes_under_data_alone() {
    local root written
    root=$($images mount "$container") || return
    # The engine writes mount points and resolver files at each start; those are not ours.
    written=$(find "$root" -xdev -newer "$work/started" ! -type d ! -path "$root/etc/hosts" ! -path "$root/etc/resolv.conf" ! -path "$root/etc/hostname" ! -path "$root/run/.containerenv")
    [ -z "$written" ] || { echo "$written"; return 1; }
    [ -n "$(ls -A "$work/data")" ] || { echo '/data is empty'; return 1; }
}

ends_in_time() {
    kill -TERM "$service" || return
    for _ in $(seq 100); do
        if ! kill -0 "$service" 2> /dev/null; then
            local code=0
            wait "$runner" || code=$?
            runner=''
            [ "$code" = 0 ] || { echo "exit code $code"; tail -n 20 "$work/service.log"; }
            return "$code"
        fi
        sleep 0.1
    done
    echo 'still running after 10 s'
    return 1
}

bytes() { find "$@" -type f -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }'; }
report_size() {
    local root
    root=$($images mount "$container") || return
    printf '%-8s image: our layers add %s bytes: /app %s, /config %s\n' note "$(bytes "$root/app" "$root/config")" "$(bytes "$root/app")" "$(bytes "$root/config")"
}

[ "$(id -u)" = 0 ] || skip 'not root: chroot isolation needs it'
command -v buildah > /dev/null || skip 'buildah is not installed'
make_standins > "$work/standin.log" 2>&1 || { tail -n 5 "$work/standin.log"; skip 'the stand-in base images cannot be made here'; }
probe=$($images from --pull-never mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra) && $images run --isolation chroot "$probe" -- dotnet --list-runtimes > "$work/probe.log" 2>&1 \
    || { tail -n 5 "$work/probe.log"; skip 'buildah cannot run a container here'; }
$images rm "$probe" > /dev/null

free_port || skip 'no free port'
check 'a checkout with secrets in its settings' plant_secrets || exit 1
check 'the Dockerfile builds' build || exit 1
check 'no secret is in any layer' holds_no_secret
check 'its labels name the revision' has_labels
check 'its entry point starts' start || exit 1
report_size
check '/healthz answers 200' answers /healthz
check '/readyz answers 200' answers /readyz
check 'alertbot health reports it healthy' in_image health
check 'it does not run as root' runs_as_app
check 'it writes only below /data' writes_under_data_alone
check 'it stops within 10 s of SIGTERM, exit code 0' ends_in_time
