# AlertBot as a container. `docker buildx build --platform linux/amd64,linux/arm64 .` builds for both processors on one machine:
# the SDK runs on the machine's own architecture and compiles for the target's.
# How to pin the two base images by digest: docs/operations.md, "Pin the base images".

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source

# Restoring is a layer of its own: it is repeated only when the package list changes.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt ./
COPY src/AlertBot/AlertBot.csproj src/AlertBot/
RUN dotnet restore src/AlertBot -a "$TARGETARCH"

# The example settings are embedded in the program.
COPY .editorconfig ./
COPY config/alertbot.example.yaml config/
COPY src/AlertBot/ src/AlertBot/
RUN dotnet publish src/AlertBot -c Release --no-restore -a "$TARGETARCH" --self-contained false \
        -p:DebugType=none -p:UseSharedCompilation=false -p:GenerateDocumentationFile=false -p:EnforceCodeStyleInBuild=false \
        -p:EnableTrimAnalyzer=false -p:EnableAotAnalyzer=false -p:EnableSingleFileAnalyzer=false -o /out/app \
    && mkdir /out/data

# The chiseled image has no shell and no package manager; "extra" adds ICU and the time zones, which AlertBot needs.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra

ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="AlertBot" \
      org.opencontainers.image.description="News alerts with verbatim quotes for Discord and Slack" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"

# Files are copied by name: settings of your own, which may hold secrets, never reach an image layer.
COPY --from=build /out/app /app
COPY config/alertbot.example.yaml config/slack-manifest.yaml /config/
COPY config/topics/conflict.yaml config/topics/security-policy.yaml /config/topics/
COPY --from=build --chown=$APP_UID:$APP_UID /out/data /data

# The diagnostics socket would be the only file outside /data. A small first generation of the garbage collector keeps the idle
# service small (docs/measurements.md).
ENV PATH="/app:${PATH}" \
    ALERTBOT_STORAGE__CONNECTION="Data Source=/data/alertbot.db" \
    ALERTBOT_WEB__LISTEN=http://0.0.0.0:8080 \
    DOTNET_EnableDiagnostics=0 \
    DOTNET_GCgen0size=0x400000

# The default settings file, config/alertbot.yaml, is then /config/alertbot.yaml.
WORKDIR /
USER $APP_UID
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["alertbot", "health"]
ENTRYPOINT ["alertbot"]
CMD ["run"]
