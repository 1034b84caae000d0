using System.Diagnostics.CodeAnalysis;

namespace AlertBot.Storage;

/// <summary>Registers the database and the signals between the passes.</summary>
internal static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options) => services
        .AddSingleton(options)
        .AddSingleton(_ => Database.Open(options))
        .AddSingleton<PassSignals>();

    /// <summary>Runs a pass for as long as the service lives.</summary>
    public static IServiceCollection AddPass<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TPass, TItem>(this IServiceCollection services, Func<PassSignals, PassSignal> signal)
        where TPass : class, IPass<TItem>
        => services
            .AddSingleton<TPass>()
            .AddHostedService(provider => new PassLoop<TItem>(
                provider.GetRequiredService<TPass>(),
                signal(provider.GetRequiredService<PassSignals>()),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<PassLoop<TItem>>>()));
}
