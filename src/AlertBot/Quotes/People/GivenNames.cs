using System.Collections.Frozen;
using AlertBot.Quotes.Languages;

namespace AlertBot.Quotes.People;

/// <summary>Frequent given names with their gender. They show that a name is a person and which pronoun can refer to it.</summary>
internal static class GivenNames
{
    private static readonly FrozenSet<string> Male = Vocabulary.WordSet(
        """
        aaron abdel abdul abdullah abraham adam adrian ahmad ahmed alan albert alberto alejandro aleksandr alexander alexandre alfred ali
        allen alexei amir anatoly anders andre andreas andrei andrew andriy andy angelo anthony antonio antony anwar ariel arnold arthur
        arturo asad barack barry bashar ben benjamin bernard bernie bill billy bob bobby boris brad bradley brandon brendan brent brett
        brian bruce bruno bryan carl carlo carlos cesar charles charlie chris christian christopher chuck clarence claude cory corey craig
        dale dan daniel danny darren dave david dean dennis denis derek diego dimitri dmitri dmitry dmytro don donald doug douglas dustin
        dwight ed eddie edgar eduardo edward edwin elon emmanuel enrique eric erik ernest ethan eugene evan fabio felipe felix ferdinand
        fernando florian francesco francis francisco francois françois frank franz fred frederick friedrich fritz gabriel gareth garry
        gary gavin geoff george georg gerald gerard gerhard gilbert giorgio giovanni giuseppe glenn gordon greg gregory guillaume gustavo
        guy hans harold harry harvey hassan heinrich helmut henri henry herbert herman hugh hugo hussein ian ibrahim igor ilya imran isaac
        ismail ivan jack jacob jacques jaime jake jakob james jamie jan jared jason javier jay jean jeb jeff jeffrey jens jeremy jerome
        jerry jesse jim jimmy jin joachim joao joe joel joerg johan johann johannes john johnny jon jonas jonathan jordan jorge jose josé
        josef joseph josh joshua juan juergen julian julien julio jürgen justin karim karl keith kemal ken kenneth kevin khalid kirill
        klaus konstantin kurt kyle lance larry lars laurent lawrence lee leon leonard leonid leo lewis liam lindsey lloyd logan louis luc
        luca lucas luis luiz lukas luke mahmoud manfred manuel marc marcel marcelo marco marcos marcus mario mark markus martin marvin
        mathieu matt matteo matthew matthias maurice mauricio max maxim maxime mehmet michael michel miguel mike mikhail milan mitch mitt
        mohamed mohammad mohammed moritz muhammad mustafa narendra nate nathan neil nelson newt nicholas nick nicolas nigel nikolai noah
        norman oleg oleksandr olaf oliver olivier omar orlando oscar osama otto owen pablo paolo pascal pat patrick paul pavel pedro peter
        petr petro phil philip philippe phillip pierre rafael rahul ralph ramon rand randy raul raymond recep reinhard rené ricardo
        richard rick ricky rob robert roberto robin rod rodrigo roger roland ron ronald ross roy rudy rudolf russell ryan salman sam
        samuel santiago scott sean sebastian serge sergei sergey sergio seth shane shinzo sidney simon stefan stephan stephen steve steven
        stewart stuart ted terry theo theodore thierry thomas tim timothy tobias todd tom tommy tony travis trent trevor ulrich uwe vadim
        valery victor vincent viktor vitaly vladimir volker volodymyr walter warren wayne wendell werner wilhelm will william willy
        wolfgang wladimir xavier yasser yuri yusuf yves zachary emile étienne rishi keir bibi
        """);

    private static readonly FrozenSet<string> Female = Vocabulary.WordSet(
        """
        abigail adriana agnes aisha alejandra alexandra alexandria alice alicia alison allison amanda amber amy ana anastasia andrea
        angela angelina anita ann anna annalena anne annette annie anya april ashley astrid audrey aurora ayesha barbara beatrice becky
        bella benazir beth betsy betty beverly birgit bonnie brenda bridget brigitte britta brittany camila camille candace carla carly
        carmen carol carole carolina caroline carolyn carrie catherine cathy cecilia charlene charlotte chelsea cheryl christiane
        christina christine cindy claire clara clare claudia colleen condoleezza connie courtney crystal cynthia dana daniela danielle
        dawn debbie deborah debra denise diana diane dolores donna dorothy edith eileen elaine elena eleanor elisabeth elise eliza
        elizabeth ella ellen emily emma erica erika erin esther eva evelyn fatima federica fiona florence frances francesca gabriela
        gabriele gail georgia gertrude gina giorgia gisele gloria grace greta gretchen gwen hanna hannah harriet hazel heather heidi helen
        helena helene helga hillary hilary holly ida ilse ines ingrid irene irina iris isabel isabella ivanka jackie jacqueline jane janet
        janice jasmine jeanne jen jenna jennifer jenny jessica jill joan joanna joanne josephine joy joyce juanita judith judy julia
        juliana julie june karen karin karine karoline kate katharina katherine kathleen kathryn kathy katie katja katrin kayleigh
        kellyanne kelly kim kimberly kirsten kristen kristi kristin kristina lara laura lauren leila lena leslie leticia lillian linda
        lisa lois lori louise lucia lucy lydia lynn madeleine madison manuela margaret margarita margot maria marian marianne marie marina
        marion marissa marjorie martha martina mary maya megan melania melanie melinda melissa mercedes meredith michele michelle mila
        miranda miriam molly monica monika nadia nadine nancy naomi natalia natalie natasha nicola nicole nikki nina nora norma olga
        olivia pamela patricia patty paula pauline peggy penny petra phyllis priscilla priti rachel rania rebecca regina renate renee
        rhonda rita roberta robyn rosa rose rosemary ruth sabine sabrina sally samantha sandra sara sarah sharon sheila shelley sheryl
        shirley silvia simone sofia sonia sophia sophie stacey stella stephanie sue susan susanna susanne suzanne svetlana sylvia tamara
        tammy tanya tara tatiana teresa theresa tiffany tina tracy tulsi ulrike ursula valentina valerie vanessa vera veronica veronika
        victoria viola virginia vivian wendy yolanda yulia yvette yvonne zoe michèle hélène élise éva máxima lucía sofía maría
        """);

    /// <returns><see cref="Gender.Unknown"/> for a word that is not in the lists.</returns>
    public static Gender GenderOf(string word)
    {
        var lower = word.ToLowerInvariant();
        return Male.Contains(lower) ? Gender.Male : Female.Contains(lower) ? Gender.Female : Gender.Unknown;
    }
}
