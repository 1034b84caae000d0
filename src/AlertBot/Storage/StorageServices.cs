using System.Diagnostics.CodeAnalysis;
using AlertBot.Hosting;

namespace AlertBot.Storage;

/// <summary>Registers the database and the signals between the passes.</summary>
internal static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options) => services
        .AddSingleton(options)
        .AddSingleton(_ => Database.Open(options))
        .AddSingleton<WakeSignals>();

    /// <summary>Runs a pass for as long as the service lives.</summary>
    public static IServiceCollection AddStage<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPass,
        TItem>(this IServiceCollection services, Func<WakeSignals, WakeSignal> signal)
        where TPass : class, IStage<TItem>
        => services
            .AddSingleton<TPass>()
            .AddHostedService(provider => new StageLoop<TItem>(
                provider.GetRequiredService<TPass>(),
                signal(provider.GetRequiredService<WakeSignals>()),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<StageLoop<TItem>>>()));
}
