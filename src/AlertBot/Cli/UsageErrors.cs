using System.CommandLine;
using System.CommandLine.Parsing;
using AlertBot.Text;

namespace AlertBot.Cli;

/// <summary>Describes wrong words on the command line: one line for each, with the closest valid word, then where to read more.</summary>
internal static class UsageErrors
{
    private const string ProgramName = "alertbot";

    /// <returns>The lines to print. Empty: the command line is valid.</returns>
    public static IReadOnlyList<string> Find(ParseResult parsed)
    {
        var problems = FindProblems(parsed).ToList();
        return problems.Count == 0 ? [] : [.. problems, $"Run '{PathOf(parsed.CommandResult)} --help' for usage."];
    }

    private static IEnumerable<string> FindProblems(ParseResult parsed)
    {
        // An unknown word usually causes the other errors, such as an option that is missing because its name is misspelled.
        IReadOnlyList<string> unknown = [.. OptionsTakenAsArguments(parsed), .. parsed.UnmatchedTokens];
        if (unknown.Count > 0)
        {
            return DescribeUnknownWords(parsed.CommandResult, unknown);
        }

        var command = parsed.CommandResult.Command;
        return command.Subcommands.Count > 0 && command.Action is null && parsed.Errors.Count > 0
            ? [$"{PathOf(parsed.CommandResult)} needs a command: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}."]
            : parsed.Errors.Select(error => error.Message);
    }

    /// <summary>The parser takes an unknown option for the value of an argument. After <c>--</c>, that is intended.</summary>
    private static IEnumerable<string> OptionsTakenAsArguments(ParseResult parsed) =>
        parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash) ? []
            : parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
                .Select(token => token.Value).Where(IsOption);

    private static IEnumerable<string> DescribeUnknownWords(CommandResult at, IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (IsOption(words[i]))
            {
                var name = words[i].Split('=')[0];
                yield return $"Unknown option {name}{Suggest(name, OptionNames(at))}";
            }
            else if (i == 0)
            {
                yield return DescribeUnknownArgument(at, words[i]);
            }

            // Later words belong to the unknown command or option before them.
        }
    }

    private static string DescribeUnknownArgument(CommandResult at, string word) => at.Command.Subcommands.Count == 0
        ? $"Unexpected argument '{word}'."
        : $"Unknown command '{word}'{Suggest(word, at.Command.Subcommands.Select(command => command.Name))}";

    private static string Suggest(string word, IEnumerable<string> valid) =>
        SpellingSuggestion.Find(word, valid) is { } closest ? $". Did you mean {closest}?" : ".";

    private static bool IsOption(string word) => word.StartsWith('-') && word.Length > 1;

    /// <summary>The options of a command and those that its parents share with it.</summary>
    private static IEnumerable<string> OptionNames(CommandResult at) =>
        PathTo(at).SelectMany(result => result.Command.Options.Where(option => result == at || option.Recursive))
            .SelectMany(option => option.Aliases.Prepend(option.Name))
            .Where(name => name.StartsWith("--", StringComparison.Ordinal));

    private static string PathOf(CommandResult result) =>
        string.Join(' ', PathTo(result).Select(command => command.Parent is null ? ProgramName : command.Command.Name));

    private static IEnumerable<CommandResult> PathTo(CommandResult result)
    {
        var path = new List<CommandResult>();
        for (SymbolResult? at = result; at is not null; at = at.Parent)
        {
            path.AddRange(at is CommandResult command ? [command] : []);
        }

        path.Reverse();
        return path;
    }
}
