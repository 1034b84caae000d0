# AlertBot as a container: a framework-dependent build on the ASP.NET runtime image, which has ICU and the time zones inside.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# The packages are a layer of their own: it changes with the version list only, not with every line of code.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt ./
COPY src/AlertBot/AlertBot.csproj src/AlertBot/
RUN dotnet restore src/AlertBot --use-current-runtime

COPY .editorconfig ./
COPY config/alertbot.example.yaml config/
COPY src/AlertBot/ src/AlertBot/
RUN dotnet publish src/AlertBot -c Release --no-restore --use-current-runtime --self-contained false \
        -p:DebugType=none -p:UseSharedCompilation=false -p:GenerateDocumentationFile=false -p:EnforceCodeStyleInBuild=false \
        -p:EnableTrimAnalyzer=false -p:EnableAotAnalyzer=false -p:EnableSingleFileAnalyzer=false -o /out/app \
    && mkdir /out/data

FROM mcr.microsoft.com/dotnet/aspnet:10.0

# Copies only, so that nothing runs as root and each layer holds what it adds and no more.
COPY --from=build /out/app /app
COPY config /config
COPY --from=build --chown=$APP_UID:$APP_UID /out/data /data

# Everything is written under /data; the diagnostics socket in /tmp would be the one exception. A small first generation
# of the collector keeps the idle service small.
ENV PATH="/app:${PATH}" \
    ALERTBOT_STORAGE__CONNECTION="Data Source=/data/alertbot.db" \
    ALERTBOT_WEB__LISTEN=http://0.0.0.0:8080 \
    DOTNET_EnableDiagnostics=0 \
    DOTNET_GCgen0size=0x400000

# The default of --config, config/alertbot.yaml, is then /config/alertbot.yaml for every verb.
WORKDIR /
USER $APP_UID
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["alertbot", "health"]
ENTRYPOINT ["alertbot"]
CMD ["run"]
