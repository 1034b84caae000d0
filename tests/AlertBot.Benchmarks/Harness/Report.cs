using System.Globalization;

namespace AlertBot.Benchmarks.Harness;

/// <summary>What a scenario prints: titled tables, notes, and the promises that were broken.</summary>
internal sealed class Report
{
    private readonly List<string> _lines = [];
    private readonly List<string> _broken = [];

    public IReadOnlyList<string> Failures => _broken;

    public void Title(string text) => _lines.AddRange(["", text, new string('-', text.Length)]);

    public void Note(string text) => _lines.Add(text);

    /// <summary>A figure with what it means.</summary>
    public void Figure(string name, object value, string note = "") =>
        _lines.Add($"{name,-58} {string.Create(CultureInfo.InvariantCulture, $"{value}"),10}  {note}".TrimEnd());

    /// <summary>A figure that is promised; another value breaks the scenario.</summary>
    public void Expect(string name, long value, long promised, string note = "")
    {
        Figure(name, value, value == promised ? note : $"BROKEN, promised {promised}. {note}");
        if (value != promised)
        {
            AddFailure($"{name}: {value} instead of {promised}");
        }
    }

    /// <summary>A figure with an upper bound.</summary>
    public void AtMost(string name, long value, long bound, string note = "")
    {
        Figure(name, value, value <= bound ? $"at most {bound}; {note}" : $"BROKEN, at most {bound}. {note}");
        if (value > bound)
        {
            AddFailure($"{name}: {value} is more than {bound}");
        }
    }

    public void AddFailure(string promise) => _broken.Add(promise);

    /// <summary>Columns as wide as they need; the first to the left, the others to the right.</summary>
    public void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<object>> rows)
    {
        var cells = rows.Select(row => row.Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell}")).ToList()).ToList();
        var widths = heads.Select((head, i) => cells.Select(row => row[i].Length).Append(head.Length).Max()).ToList();
        _lines.Add(Row(heads));
        _lines.AddRange(cells.Select(Row));

        string Row(IReadOnlyList<string> row) =>
            string.Join("  ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd();
    }

    public void Print(TextWriter output)
    {
        foreach (var line in _lines)
        {
            output.WriteLine(line);
        }

        output.WriteLine();
        output.WriteLine(_broken.Count == 0 ? "All promises kept." : $"{_broken.Count} promises broken:");
        foreach (var promise in _broken)
        {
            output.WriteLine("  " + promise);
        }
    }
}
