namespace AlertBot.Chat.Slack;

/// <summary>Registers what answers people on Slack; the commands themselves and <see cref="ISlackApi"/> are registered elsewhere.</summary>
internal static class SlackTalkServices
{
    public static IServiceCollection AddSlackTalk(this IServiceCollection services, SlackOptions options) => services
        .AddSingleton(provider => new SlackPeople(options, provider.GetRequiredService<ISlackApi>(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<SlackSelf>()
        .AddSingleton<SlackJoin>()
        .AddSingleton<SlackDesk>()
        .AddSingleton<SlackErrands>()
        .AddSingleton<SlackViews>()
        .AddSingleton<SlackTrials>()
        .AddSingleton<SlackModals>()
        .AddSingleton<ISlackTalk, SlackTalk>();
}
