namespace AlertBot.Quotes.Languages;

/// <summary>Spanish words of the attribution rules.</summary>
internal static class Spanish
{
    public const string Weekdays = "lunes martes miércoles jueves viernes sábado domingo";

    /// <summary>Stems of regular verbs in -ar.</summary>
    private const string Stems =
        """
        core compar afirm asegur explic declar señal indic pregunt subray anunci destac coment lament denunci critic expres relat apunt
        matiz reiter agreg alert remarc recalc sentenci calific acus celebr opin puntualiz argument justific avis detall precis inform
        brome resum narr evoc murmur grit susurr reproch exclam ironiz replic contest aleg adelant consider plante manifest record cont
        conf rechaz conden zanj valor inst lanz culp resalt aclar ratific constat enfatiz asever proclam corrobor
        """;

    public static readonly LanguageProfile Profile = new()
    {
        IsProDrop = true,
        ReportingVerbs = Vocabulary.InflectedForms(Stems,
            ["a", "an", "ó", "aron", "aba"],
            """
            dijo dice dicen dijeron decía insiste insistió insistieron advierte advirtió advirtieron escribe escribió escribieron responde
            respondió respondieron sostiene sostienen sostuvo sostuvieron reconoce reconoció reconocieron concluye concluyó admite admitió
            promete prometió pide pidió pidieron añade añadió añadieron exige exigió define definió describe describió describía describían
            llamó llamaron habla hablaba hablaban habló hablan tilda tildó recuerda recuerdan cuenta cuentan manifiesta confesó confiesa
            defiende defendió arremetió negó niega sugirió sugiere
            prosiguió continuó opuso resume resumió resumía repite repitió repitieron expuso expusieron adujo adujeron arguyó corrigió
            propuso propusieron repuso espetó soltó bromeaba zanjó
            """),
        ReportingParticiples = Vocabulary.InflectedForms(Stems, ["ado"],
            "dicho insistido advertido escrito respondido sostenido reconocido concluido admitido prometido pedido añadido exigido "
                + "definido descrito hablado tildado confesado defendido negado sugerido"),
        ReportingGerunds = Vocabulary.InflectedForms(Stems, ["ando"],
            "diciendo insistiendo advirtiendo escribiendo respondiendo sosteniendo reconociendo concluyendo añadiendo exigiendo"),
        Auxiliaries = Vocabulary.WordSet("ha han había habían"),
        Pronouns = Vocabulary.WordSet("él ella ellos ellas yo nosotros usted ustedes"),
        Determiners = Vocabulary.WordSet(
            "el la los las un una unos unas su sus este esta estos estas ese esa al del nuestro nuestra varios varias dos tres algunos "
                + "algunas lo"),
        Prepositions = Vocabulary.WordSet(
            "a al ante bajo con contra de del desde durante en entre hacia hasta para por según sin sobre tras vía mediante"),
        ComplementLinks = Vocabulary.WordSet("de del para"),
        Conjunctions = Vocabulary.WordSet("y e o u pero que si cuando porque aunque mientras como donde quien cuyo cuya pues sino ni"),
        Adverbs = Vocabulary.WordSet(
            "también además ayer hoy luego después así entonces ya aún todavía no se lo le les nos me más muy antes ahora mañana "
                + "asimismo igualmente finalmente sin embargo incluso nuevamente anoche"),
        TimeWords = Vocabulary.WordSet(
            Weekdays + " enero febrero marzo abril mayo junio julio agosto septiembre "
                + "setiembre octubre noviembre diciembre mañana tarde noche semana mes año ayer hoy"),
        NameParticles = Vocabulary.WordSet("de del la las los y e van von da dos di el al"),
        Honorifics = Vocabulary.WordSet("sr sra srta don doña señor señora dr dra d dª"),
        Offices = Vocabulary.WordSet(
            """
            titular mandatario mandataria presidente presidenta expresidente expresidenta vicepresidente vicepresidenta ministro ministra
            primer primera viceministro viceministra exministro exministra alcalde alcaldesa director directora portavoz vocero vocera jefe
            jefa diputado diputada
            senador senadora consejero consejera secretario secretaria fiscal abogado abogada juez jueza magistrado magistrada gobernador
            gobernadora embajador embajadora canciller general coronel capitán comisario comisaria profesor profesora investigador
            investigadora economista historiador historiadora politólogo politóloga experto experta analista responsable líder dirigente
            fundador fundadora periodista escritor escritora autor autora entrenador entrenadora seleccionador técnico
            pastor pastora bombero bombera bibliotecario bibliotecaria maestro maestra pescador pescadora taxista enfermero enfermera
            campeón campeona capitana enviado enviada vecino vecina ciclista guardia panadero panadera
            candidato candidata concejal concejala delegado delegada coordinador coordinadora médico médica papa obispo cardenal rey reina
            príncipe princesa empresario empresaria activista sindicalista eurodiputado eurodiputada parlamentario rector rectora
            agricultor agricultora
            """),
        VenueNouns = Vocabulary.WordSet(
            "entrevista comunicado rueda conferencia discurso mensaje tuit declaraciones declaración carta artículo programa debate "
                + "comparecencia acto mitin vídeo video cuenta blog pódcast podcast foro cumbre pleno congreso senado parlamento red "
                + "twitter facebook instagram columna nota inauguración pabellón meta vista puertas hemiciclo"),
        Outlets = Vocabulary.WordSet(
            "efe afp reuters cnn bbc bloomberg rne tve ser cope cadena onda radio televisión telecinco país mundo abc vanguardia razón "
                + "nación clarín universal diario periódico agencia revista canal emisora noticias prensa correo heraldo"),
        TradeSuffixes = ["ero", "era", "ista", "tor", "tora", "dor", "dora", "logo", "loga", "grafo", "grafa"],
        SourcePhrases = [["según"], ["de", "acuerdo", "con"], ["a", "juicio", "de"], ["a", "juicio", "del"], ["en", "palabras", "de"],
            ["en", "palabras", "del"], ["en", "opinión", "de"], ["en", "opinión", "del"]],
        MaleGivenNames = Vocabulary.WordSet(
            """
            adolfo agustín alfonso alfredo álvaro andrés ángel aníbal armando augusto benito borja camilo carmelo césar claudio cristian
            cristóbal darío domingo emilio ernesto esteban eugenio evo federico félix fermín fidel gerardo germán gonzalo gregorio
            guillermo héctor hernán hilario horacio ignacio iker íñigo isidro iván jacinto jesús joaquín julián leandro leonardo lorenzo
            marcelino mariano mateo máximo moisés nicolás óscar pepe ramiro ramón raúl rodolfo rogelio rubén salvador sancho santos saúl
            tomás unai vicente víctor xabier martín matías nahuel facundo santi pau jordi
            """),
        FemaleGivenNames = Vocabulary.WordSet(
            """
            emilia adela águeda alba almudena amalia amparo ángela ángeles araceli aránzazu ariadna beatriz begoña belén berta blanca
            candela carlota carmela celia concepción consuelo cristina elvira encarna esperanza estela eugenia fernanda graciela guadalupe
            inés inmaculada jimena josefa juana julieta leonor lidia lorena lourdes luisa luz macarena magdalena marcela mariana marisol
            marta matilde micaela milagros míriam mónica montserrat nerea noelia nuria paloma paola paz pilar raquel rocío rosario salomé
            soledad susana trinidad verónica violeta ximena
            """),
    };
}
