using System.Collections.Frozen;

namespace AlertBot.Text.Languages;

/// <summary>The most frequent small words of languages in Latin letters, among them those that distinguish related languages.</summary>
internal static class FunctionWords
{
    private static readonly (string Language, string Words)[] WordsByLanguage =
    [
        ("en", "the of and to in is that for it on was with as his her he she they be at by this have from or had not are but which "
            + "you were their been has will would who said its more about after than when there what an into could"),
        ("de", "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie "
            + "nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein "
            + "wurde sei ich wir ihr uns muss kann will haben sagte wenn gegen bereits"),
        ("fr", "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec son aux d l n s "
            + "qu mais comme ou si leur y dont elle ont cette été fait être nous ses sans même après entre deux je j c où très tout "
            + "tous ils on ai dit m"),
        ("es", "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este "
            + "ya entre cuando todo esta ser son dos también fue había era muy hasta desde está porque según ante nos han dijo del e tras"),
        ("it", "di e il la che in a per un è del non una con i le da si della sono al gli alla dei nel come ha più ma anche lo se "
            + "nella delle dal ai o dalla sul questo suo essere stato hanno tra era due dopo cui degli"),
        ("pt", "de a que o e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser "
            + "quando muito há nos já está eu também só pelo pela até isso ela entre era depois são"),
        ("nl", "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij nog uit door over ze zich hij naar "
            + "heeft hebben ik we worden wordt wel deze kan meer tot werd al geen haar was je"),
        ("sv", "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när år under "
            + "också efter eller nu sin där vid mot ska skulle kommer ut får finns blir"),
        ("da", "og i at det er en til på som af de for med den har ikke et der om var han men sig fra vi kan så skal efter også blev "
            + "være nu eller hvor over vil havde hun sin ved når mod bliver deres år ud af"),
        ("no", "og i det er at en på som for til med av den har de ikke et om var han men seg fra vi kan så skal etter også ble være "
            + "nå eller hvor over vil hadde hun sin ved når mot blir deres år ut etter noe"),
        ("fi", "ja on ei että se oli hän mutta ovat kun myös joka ole mukaan ne sen olla jos kuin vain hänen ollut tai sitä niin mitä "
            + "siitä jo vielä kanssa voi sekä joita jonka tämä"),
        ("pl", "w i na z do się nie że o jest to od po za jak przez dla który ale są oraz ich tym przy było jego być tylko może roku "
            + "które ma już co jednak także został tego także będzie"),
        ("cs", "a v se na je že o s z do i to k ve pro za by ale po jsou jako od při jeho byl už které který podle jsem bylo také tak "
            + "nebo však si může před roku kde být mezi"),
        ("tr", "ve bir bu da de için ile çok olarak daha olan gibi kadar en ne sonra var o ancak ise göre her dedi oldu ama değil "
            + "olduğunu diye kendi yeni iki üzerine"),
        ("ro", "de și în a la cu pe că din nu o este un să mai care pentru au fost ca sunt al prin după sau iar fi dar ai lui cel "
            + "acest când dintre către fiind poate prin"),
        ("hu", "a az és hogy nem is egy van de meg ezt már volt csak mint azt még el ez ki aki vagy pedig lehet kell szerint után nagy "
            + "ami minden amely ha között"),
        ("id", "yang dan di ini itu untuk dengan dari tidak pada ke dalam akan juga adalah oleh karena telah ada saya bisa lebih "
            + "mereka sudah kata tersebut para atau dia kami seperti sebagai"),
        ("vi", "và của là các có được cho trong không với một người những đã này khi để ở ông vào về tại từ cũng đến như ra trên việc sau"),
        ("ca", "de la i que el en a els les del un una per amb és no al com més ha dels però seva aquest també són ser seu perquè fins "
            + "entre pel"),
    ];

    private static readonly FrozenDictionary<string, string[]> LanguagesByWord = WordsByLanguage
        .SelectMany(entry => entry.Words.Split(' ').Select(word => (word, entry.Language)))
        .GroupBy(pair => pair.word, pair => pair.Language)
        .ToFrozenDictionary(group => group.Key, group => group.Distinct().ToArray());

    /// <returns>The languages that have a word; empty when it is not a function word of any.</returns>
    /// <param name="word">Lower case.</param>
    public static ReadOnlySpan<string> FindLanguages(ReadOnlySpan<char> word) =>
        LanguagesByWord.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var languages) ? languages : [];
}
