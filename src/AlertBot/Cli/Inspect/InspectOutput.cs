using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AlertBot.Cli.Inspect;

/// <summary>Prints the results of a stage in input order, as JSON Lines or as text for a person.</summary>
/// <param name="writeText">Writes one result as text.</param>
internal sealed class InspectOutput<T>(bool json, JsonTypeInfo<T> typeInfo, Action<TextWriter, T> writeText) : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly TextWriter _output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
    private readonly bool _showsProgress = !Console.IsErrorRedirected;
    private int _count;

    /// <summary>0, or 1 when a document could not be read.</summary>
    public int ExitCode { get; private set; }

    public void Write(T result)
    {
        if (json)
        {
            WriteLine(writer => JsonSerializer.Serialize(writer, result, typeInfo));
        }
        else
        {
            writeText(_output, result);
            _output.WriteLine();
        }

        ShowProgress();
    }

    /// <summary>Prints an object with <c>"ok": false</c> for a document that could not be read; the others are still processed.</summary>
    public void WriteFailure(string id, string error)
    {
        ExitCode = 1;
        if (json)
        {
            WriteLine(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("id", id);
                writer.WriteBoolean("ok", false);
                writer.WriteString("error", error);
                writer.WriteEndObject();
            });
        }
        else
        {
            _output.WriteLine($"{id}: {error}");
        }

        ShowProgress();
    }

    public void Dispose() => _output.Dispose();

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            write(writer);
        }

        _output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private void ShowProgress()
    {
        _count++;
        if (_showsProgress && json)
        {
            Console.Error.Write($"\r{_count} ");
        }
    }
}
