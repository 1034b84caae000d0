namespace AlertBot.Quotes;

/// <summary>Binary search in items that are sorted by their offset in a text.</summary>
internal static class OffsetSearch
{
    /// <returns>The index of the first item at or after <paramref name="offset"/>; the number of items where there is none.</returns>
    public static int FirstAtOrAfter<T>(IReadOnlyList<T> items, int offset, Func<T, int> startOf)
    {
        int low = 0, high = items.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (startOf(items[middle]) < offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
