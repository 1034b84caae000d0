# Stand-ins for the two base images of the Dockerfile, made from this machine's own .NET: no image registry is contacted.
# Sourced by image.sh, which sets $images (buildah with its storage) and $work.

dotnet_root=$(dirname "$(readlink -f "$(command -v dotnet)")")

# A program or library and all that it is linked with.
copy_linked() { # root file…
    local root=$1 file
    shift
    for file in "$@"; do
        { echo "$file"; ldd "$file" 2>/dev/null | grep -o '/[^ ]*'; }
    done | sort -u | while read -r file; do
        [ -e "$root$file" ] || cp -L --parents "$file" "$root"
    done
}

make_root() { # root tool…: what .NET needs to start (libraries, ICU, certificates, time zones, a user), and these tools
    local root=$1 tool
    shift
    mkdir -p "$root"/usr/{bin,sbin,lib,lib64,share} "$root"/{etc,tmp,root,home/app,proc,sys,dev,run,var/tmp}
    for tool in bin sbin lib lib64; do ln -s "usr/$tool" "$root/$tool"; done
    chmod 1777 "$root/tmp" "$root/var/tmp"

    for tool in "$@"; do
        copy_linked "$root" "$(command -v "$tool")"
    done
    # What .NET is linked with, and what it loads by name.
    copy_linked "$root" "$dotnet_root"/dotnet "$dotnet_root"/shared/Microsoft.NETCore.App/*/*.so
    ldconfig -p | grep -oE '/[^ ]*/lib(icu(uc|i18n|data)|ssl|crypto|nss_(files|dns)|resolv)\.so\.[0-9]+$' | sort -u > "$work/named"
    while read -r tool; do copy_linked "$root" "$tool"; done < "$work/named"

    cp -a --parents /usr/share/zoneinfo /etc/ssl "$root"
    for tool in /usr/share/ca-certificates /usr/local/share/ca-certificates; do
        [ ! -d "$tool" ] || cp -a --parents "$tool" "$root"
    done
    echo 'hosts: files dns' > "$root/etc/nsswitch.conf"
    printf 'root:x:0:0::/root:/bin/sh\napp:x:1654:1654::/home/app:/bin/sh\n' > "$root/etc/passwd"
    printf 'root:x:0:\napp:x:1654:\n' > "$root/etc/group"
    chown 1654:1654 "$root/home/app"

    mkdir -p "$root/usr/share/dotnet"
    cp -a "$dotnet_root"/{dotnet,host,shared} "$root/usr/share/dotnet/"
    ln -s ../share/dotnet/dotnet "$root/usr/bin/dotnet"
}

make_standins() {
    local container name
    # The chiseled image has no shell and no tools.
    make_root "$work/root" || return
    container=$($images from scratch) || return
    $images copy -q "$container" "$work/root" / > /dev/null || return
    rm -rf "$work/root"
    # The environment of the real image, as far as it changes what a program does.
    $images config --env APP_UID=1654 --env ASPNETCORE_HTTP_PORTS=8080 --env DOTNET_RUNNING_IN_CONTAINER=true \
        --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container" || return
    $images commit -q --format docker "$container" mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra > /dev/null || return
    $images rm "$container" > /dev/null || return

    make_root "$work/root" sh cat cp env id ls mkdir rm true uname || return
    container=$($images from scratch) || return
    $images copy -q "$container" "$work/root" / > /dev/null || return
    rm -rf "$work/root"
    $images config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container" || return
    # The SDK itself is lent to the build as a volume, and so are the settings by which this machine
    # restores packages.
    while IFS= read -r name; do
        $images config --env "$name=${!name}" "$container" || return
    done < <(compgen -e | grep -E '^(NUGET_|DOTNET_(CLI_|NOLOGO|SKIP_)|SSL_CERT_|https?_proxy$|HTTPS?_PROXY$|no_proxy$|NO_PROXY$)')
    $images commit -q --format docker "$container" mcr.microsoft.com/dotnet/sdk:10.0 > /dev/null || return
    $images rm "$container" > /dev/null
}
