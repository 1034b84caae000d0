using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// The definition of <c>/news</c>, a global command of the application:
/// https://docs.discord.com/developers/interactions/application-commands
/// </summary>
internal static class DiscordCommandDefinition
{
    public const string CommandName = "news";

    /// <summary>
    /// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-types
    /// </summary>
    private const int ChatInputCommand = 1;

    /// <summary>https://docs.discord.com/developers/interactions/application-commands#interaction-contexts</summary>
    private const int GuildContext = 0;

    /// <summary>https://docs.discord.com/developers/interactions/application-commands#installation-context</summary>
    private const int GuildInstall = 0;

    private const string Description = "News alerts: the latest stories, who said what, and what this channel follows";

    /// <summary>All commands of the application: writing the list replaces what is registered.</summary>
    public static byte[] ToJson(IReadOnlyList<CommandSpec> specs) =>
        JsonSerializer.SerializeToUtf8Bytes([ToRootCommand(specs)], DiscordCommandJson.Default.IReadOnlyListRootCommand);

    private static RootCommand ToRootCommand(IReadOnlyList<CommandSpec> specs) =>
        new(ChatInputCommand, CommandName, Description, [GuildContext], [GuildInstall],
            [.. specs.GroupBy(spec => spec.Path.Split(' ')[0]).SelectMany(ToOptions)]);

    /// <summary>“topic add”, “topic edit” … become a group; a path of one word becomes a subcommand.</summary>
    private static IEnumerable<Option> ToOptions(IGrouping<string, CommandSpec> group)
    {
        foreach (var spec in group.Where(spec => !spec.Path.Contains(' ')))
        {
            yield return ToSubcommand(spec.Path, spec);
        }

        var grouped = group.Where(spec => spec.Path.Contains(' '))
            .Select(spec => ToSubcommand(spec.Path.Split(' ')[1], spec))
            .ToList();
        if (grouped.Count > 0)
        {
            var description = $"{string.Join(", ", grouped.Select(subcommand => subcommand.Name))} a {group.Key}";
            yield return new Option(OptionType.SubcommandGroup, group.Key, description) { Options = grouped };
        }
    }

    /// <summary>
    /// A command with a form requires no options: without them the form opens. Discord wants the required options first.
    /// </summary>
    private static Option ToSubcommand(string name, CommandSpec spec) => new(OptionType.Subcommand, name, spec.Description)
    {
        Options = spec.Options.Count == 0
            ? null
            : [.. spec.Options.Select(option => ToOption(option, option.IsRequired && !spec.HasForm))
                .OrderByDescending(option => option.Required == true)],
    };

    private static Option ToOption(OptionSpec option, bool isRequired)
    {
        var common = new Option(OptionType.String, option.Name, option.Description) { Required = isRequired ? true : null };
        return option.Kind switch
        {
            OptionKind.Number => common with
            {
                Type = OptionType.Integer,
                MinValue = option.Min,
                MaxValue = option.Max == int.MaxValue ? null : option.Max,
            },
            OptionKind.Choice => common with { Choices = [.. option.Choices.Select(choice => new Choice(choice, choice))] },
            OptionKind.Role => common with { Type = OptionType.Role },
            OptionKind.Text => common with { MaxLength = option.MaxLength },
            _ => common with { Autocomplete = true, MaxLength = option.MaxLength },
        };
    }

    /// <summary>
    /// https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type
    /// </summary>
    private static class OptionType
    {
        public const int Subcommand = 1;
        public const int SubcommandGroup = 2;
        public const int String = 3;
        public const int Integer = 4;
        public const int Role = 8;
    }

    internal sealed record RootCommand(int Type, string Name, string Description, IReadOnlyList<int> Contexts,
        IReadOnlyList<int> IntegrationTypes, IReadOnlyList<Option> Options);

    internal sealed record Option(int Type, string Name, string Description)
    {
        public bool? Required { get; init; }

        public bool? Autocomplete { get; init; }

        public IReadOnlyList<Choice>? Choices { get; init; }

        public int? MinValue { get; init; }

        public int? MaxValue { get; init; }

        public int? MaxLength { get; init; }

        public IReadOnlyList<Option>? Options { get; init; }
    }

    internal sealed record Choice(string Name, string Value);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<DiscordCommandDefinition.RootCommand>))]
internal sealed partial class DiscordCommandJson : JsonSerializerContext;
