using System.Diagnostics.CodeAnalysis;

namespace AlertBot.Hosting;

/// <summary>Registers the stages of the flow and the signals that wake them.</summary>
internal static class HostingServices
{
    public static IServiceCollection AddHosting(this IServiceCollection services) => services.AddSingleton<WakeSignals>();

    /// <summary>Runs a stage from the start of the service to its end.</summary>
    public static IServiceCollection AddStage<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TStage,
        TItem>(this IServiceCollection services, Func<WakeSignals, WakeSignal> signal)
        where TStage : class, IStage<TItem>
        => services
            .AddSingleton<TStage>()
            .AddHostedService(provider => new StageLoop<TItem>(
                provider.GetRequiredService<TStage>(),
                signal(provider.GetRequiredService<WakeSignals>()),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<StageLoop<TItem>>>()));
}
