using System.Text.Json;
using System.Text.Json.Serialization;
using AlertBot.Chat.Commands;

namespace AlertBot.Chat.Discord.Interactions;

/// <summary>
/// The one global command <c>/news</c> as Discord takes it: https://docs.discord.com/developers/interactions/application-commands
/// </summary>
internal static class DiscordCommandDefinition
{
    public const string CommandName = "news";

    private const string Description = "News alerts: the latest stories, who said what, and what this channel follows";

    /// <summary>The whole list of the application's commands: writing it replaces all.</summary>
    public static byte[] ToJson(IReadOnlyList<CommandSpec> specs) =>
        JsonSerializer.SerializeToUtf8Bytes([Command(specs)], DiscordCommandJson.Default.IReadOnlyListRootCommand);

    /// <summary>
    /// Guilds only, and installed there: https://docs.discord.com/developers/interactions/application-commands#interaction-contexts
    /// </summary>
    private static RootCommand Command(IReadOnlyList<CommandSpec> specs) =>
        new(OptionType.Subcommand, CommandName, Description, [0], [0],
            [.. specs.GroupBy(spec => spec.Path.Split(' ')[0]).SelectMany(Subcommands)]);

    /// <summary>“topic add”, “topic edit” … make a group; a path of one word stands by itself.</summary>
    private static IEnumerable<Option> Subcommands(IGrouping<string, CommandSpec> group)
    {
        foreach (var spec in group.Where(spec => !spec.Path.Contains(' ')))
        {
            yield return Subcommand(spec.Path, spec);
        }

        var grouped = group.Where(spec => spec.Path.Contains(' ')).Select(spec => Subcommand(spec.Path.Split(' ')[1], spec)).ToList();
        if (grouped.Count > 0)
        {
            yield return new Option(OptionType.SubcommandGroup, group.Key,
                string.Join(", ", grouped.Select(sub => sub.Name)) + $" a {group.Key}") { Options = grouped };
        }
    }

    /// <summary>What a form can ask for is not required here: without it the form opens. Discord wants the required ones first.</summary>
    private static Option Subcommand(string name, CommandSpec spec) => new(OptionType.Subcommand, name, spec.Description)
    {
        Options = spec.Options.Count == 0 ? null
            : [.. spec.Options.Select(option => ToOption(option, option.IsRequired && !spec.HasForm))
                .OrderByDescending(option => option.Required == true)],
    };

    private static Option ToOption(OptionSpec option, bool isRequired)
    {
        var common = new Option(OptionType.String, option.Name, option.Description) { Required = isRequired ? true : null };
        return option.Kind switch
        {
            OptionKind.Number =>
                common with { Type = OptionType.Integer, MinValue = option.Min, MaxValue = option.Max == int.MaxValue ? null : option.Max },
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
