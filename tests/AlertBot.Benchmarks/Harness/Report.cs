using System.Globalization;

namespace AlertBot.Benchmarks.Harness;

/// <summary>The output of a scenario: titles, figures, tables, notes, and the expectations that failed.</summary>
internal sealed class Report
{
    private readonly List<string> _lines = [];
    private readonly List<string> _failures = [];

    public IReadOnlyList<string> Failures => _failures;

    public void Title(string text) => _lines.AddRange(["", text, new string('-', text.Length)]);

    public void Note(string text) => _lines.Add(text);

    /// <summary>Adds a figure with its name and a note.</summary>
    public void Figure(string name, object value, string note = "") =>
        _lines.Add($"{name,-58} {string.Create(CultureInfo.InvariantCulture, $"{value}"),10}  {note}".TrimEnd());

    /// <summary>Adds a figure that must have a value.</summary>
    public void Expect(string name, long value, long expected, string note = "")
    {
        Figure(name, value, value == expected ? note : $"FAILED, expected {expected}. {note}");
        if (value != expected)
        {
            AddFailure($"{name}: {value} instead of {expected}");
        }
    }

    /// <summary>Adds a figure with an upper limit.</summary>
    public void AtMost(string name, long value, long limit, string note = "")
    {
        Figure(name, value, value <= limit ? $"at most {limit}; {note}" : $"FAILED, at most {limit}. {note}");
        if (value > limit)
        {
            AddFailure($"{name}: {value} is more than {limit}");
        }
    }

    public void AddFailure(string failure) => _failures.Add(failure);

    /// <summary>Adds a table. The first column is left-aligned, the others are right-aligned.</summary>
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
        output.WriteLine(_failures.Count == 0 ? "All expectations met." : $"{_failures.Count} expectations failed:");
        foreach (var failure in _failures)
        {
            output.WriteLine("  " + failure);
        }
    }
}
