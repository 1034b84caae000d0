namespace AlertBot.Text;

/// <summary>A range of a text in UTF-16 code units; <paramref name="End"/> is exclusive.</summary>
internal readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;

    public string GetText(string text) => text[Start..End];
}
