namespace AlertBot.Quotes.Syntax;

/// <summary>A reporting verb of a language with a profile, with its auxiliary and clitics.</summary>
/// <param name="First">The first token, with auxiliary and clitics.</param>
/// <param name="Cue">The token shown as the cue.</param>
/// <param name="Last">The last token.</param>
/// <param name="CliticSubject">The pronoun that French joins to the verb (“dit-il”); −1 for none.</param>
internal readonly record struct ReportingVerb(int First, int Cue, int Last, int CliticSubject);
