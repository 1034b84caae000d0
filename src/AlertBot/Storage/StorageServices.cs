namespace AlertBot.Storage;

/// <summary>Registers the database.</summary>
internal static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options) => services
        .AddSingleton(options)
        .AddSingleton(_ => Database.Open(options));
}
