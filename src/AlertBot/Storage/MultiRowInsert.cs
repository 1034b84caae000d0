namespace AlertBot.Storage;

/// <summary>A statement that adds several rows at once, which costs half as much as one by one.</summary>
internal sealed class MultiRowInsert
{
    /// <summary>The driver looks for each value by its name among all of a statement.</summary>
    private const int MaxParameters = 72;

    private readonly string[] _statements;

    /// <param name="into">From INSERT to VALUES.</param>
    /// <param name="row">Of one row, with parentheses; "#" in a name stands for the row's number.</param>
    /// <param name="rest">What follows the rows.</param>
    public MultiRowInsert(string into, string row, string rest)
    {
        MaxRows = MaxParameters / row.Count(c => c == '#');
        _statements = [
            .. Enumerable.Range(1, MaxRows)
                .Select(rows =>
                    $"{into} {string.Join(", ", Enumerable.Range(0, rows).Select(i => row.Replace("#", $"{i}", StringComparison.Ordinal)))} {rest}")];
    }

    /// <summary>How many rows one statement adds at most.</summary>
    public int MaxRows { get; }

    /// <param name="rows">From 1 to <see cref="MaxRows"/>.</param>
    public string GetStatement(int rows) => _statements[rows - 1];
}
