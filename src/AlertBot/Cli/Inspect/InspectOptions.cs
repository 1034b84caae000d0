using System.CommandLine;

namespace AlertBot.Cli.Inspect;

/// <summary>Arguments and options that several <c>inspect</c> verbs share.</summary>
internal static class InspectOptions
{
    /// <summary>Documents by path or URL; may be left out when a list is given.</summary>
    public static Argument<string[]> Documents(string description) => new("PATH")
    {
        Description = $"{description}: paths, URLs or - for standard input; a path that ends in .gz is unpacked",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>A file that names many documents.</summary>
    public static Option<string?> List() => new("--list")
    {
        Description = "A JSON Lines file that names documents, with {\"id\",\"path\",\"url\"?,\"contentType\"?} on each line",
        HelpName = "FILE",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON Lines, one object for each document" };

    /// <summary>Makes it an error to name no document at all.</summary>
    public static void RequireDocuments(Command command, Argument<string[]> paths, Option<string?> list) =>
        command.Validators.Add(result =>
        {
            if (result.GetValue(paths) is not { Length: > 0 } && result.GetValue(list) is null)
            {
                result.AddError("Name at least one document, or a list with --list FILE.");
            }
        });
}
