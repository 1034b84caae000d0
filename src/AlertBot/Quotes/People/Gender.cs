namespace AlertBot.Quotes.People;

internal enum Gender
{
    Unknown,
    Male,
    Female,
}
