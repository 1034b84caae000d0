namespace AlertBot.Quotes.People;

/// <summary>
/// Names of the heads of state and government that mean the holder of another office: “Regierungschef” for “Kanzler”, “chef de l’État” for
/// “président”.
/// </summary>
/// <param name="Names">The names that texts use instead of the office, in lower case.</param>
/// <param name="Offices">The offices, in lower case. A role can continue after them: “premier ministre de …”.</param>
/// <param name="BareOffices">
/// Offices that count only without a complement: “président” is the head of state, “président du club” is not.
/// </param>
internal sealed record OfficeSynonyms(string[] Names, string[] Offices, string[] BareOffices)
{
    private static readonly OfficeSynonyms[] All =
    [
        new(
            ["chef du gouvernement", "cheffe du gouvernement"],
            ["premier ministre", "première ministre", "chancelier", "chancelière"],
            []),
        new(
            ["chef de l’état", "cheffe de l’état"],
            ["président de la république"],
            ["président", "présidente"]),
        new(
            ["regierungschef", "regierungschefin"],
            [
                "kanzler", "kanzlerin", "bundeskanzler", "bundeskanzlerin", "premierminister", "premierministerin", "ministerpräsident",
                "ministerpräsidentin",
            ],
            []),
        new(
            ["staatschef", "staatschefin", "staatsoberhaupt"],
            ["bundespräsident", "bundespräsidentin", "staatspräsident", "staatspräsidentin"],
            ["präsident", "präsidentin"]),
        new(
            ["jefe del gobierno", "jefa del gobierno", "jefe del ejecutivo", "jefa del ejecutivo"],
            ["primer ministro", "primera ministra", "presidente del gobierno", "presidenta del gobierno"],
            []),
        new(
            ["jefe de estado", "jefa de estado", "jefe del estado", "mandatario", "mandataria"],
            ["presidente de la república", "presidenta de la república"],
            ["presidente", "presidenta"]),
    ];

    /// <returns>Null where the office has no synonyms.</returns>
    public static OfficeSynonyms? Find(string office) => Array.Find(All, synonyms => synonyms.Names.Contains(office));

    /// <summary>Whether a role is one of the names or offices.</summary>
    public bool Includes(string role)
    {
        var words = role.ToLowerInvariant().Replace('\'', '’');
        return Names.Contains(words) || BareOffices.Contains(words)
            || Array.Exists(Offices, office => words == office || words.StartsWith(office + " ", StringComparison.Ordinal));
    }
}
