"""How common the commonest names and towns are: approximate shares, per 10,000 people before scaling.

Ranks and rounded shares were written down from published lists, for a mixed Canadian holding, and are meant to be
right within a factor of two, which moves a weight by one bit:

* family names, Quebec: Institut de la statistique du Québec, *Les noms de famille au Québec* (2006): Tremblay 1.08 %,
  Gagnon 0.79 %, Roy 0.75 % of Quebec, scaled by its fifth of Canada;
* family names, English Canada, United Kingdom, Australia, United States: telephone-directory and census rankings
  (Smith about 1 %, then Brown, Jones, Williams, Taylor, Wilson at 0.3 to 0.6 %);
* family names of Chinese (Li, Wang, Zhang, Chen), Vietnamese (Nguyen about 38 % of Vietnamese), Punjabi (Singh,
  Kaur), Korean, Filipino, Arabic and Spanish origin: scaled by the census of population (Statistics Canada 2021);
* names of other countries: national rankings of the commonest, at one low share each;
* given names: birth registers of Quebec, Ontario and England over 1950 to 2010, averaged over those cohorts;
* towns: Statistics Canada, census 2021, census subdivisions; London, Paris and Sydney stand for large towns abroad.
"""

from __future__ import annotations

_FAMILY = """
110 smith;60 brown;45 tremblay;40 martin;40 lee;38 roy;38 wilson;36 singh;36 jones;35 williams
34 johnson;33 li;32 wang;32 nguyen;32 gagnon;32 taylor;30 campbell;30 anderson;30 chen;28 macdonald
28 wong;28 thompson;27 zhang;26 scott;25 white;24 cote;24 miller;24 bouchard;23 gauthier;23 stewart
23 liu;22 kim;22 young;22 reid;22 khan;22 clark;22 walker;21 morin;21 kaur;20 lavoie;20 fortin
20 gagne;20 robinson;20 mitchell;20 ross;20 lin;20 patel;20 ouellet;20 thomas;20 chan;20 moore
19 pelletier;19 belanger;19 levesque;19 bergeron;19 davis;18 leblanc;18 paquette;18 girard;18 simard
18 boucher;18 caron;18 beaulieu;18 cloutier;18 dube;18 poirier;18 fournier;18 gill;18 king;18 wright
18 hall;18 yang;18 huang;18 wu;18 clarke;18 green;17 graham;17 murphy;17 evans;17 harris;17 jackson
17 lewis;17 fraser;16 landry;16 leclerc;16 lefebvre;16 poulin;16 thibault;16 nadeau;16 martel
16 st pierre;16 hebert;16 grenier;16 lapointe;16 richard;16 michaud;16 bernier;16 desjardins
16 couture;16 turcotte;16 lachance;16 parent;16 blais;16 gosselin;16 edwards;16 hughes;16 hill
16 wood;16 allen;16 phillips;16 roberts;16 baker;16 kelly;16 cook;16 bell;16 watson;15 adams
15 morgan;15 ward;15 turner;15 parker;15 cooper;15 bailey;15 collins;15 cox;15 james;15 bennett
15 murray;15 hamilton;15 hunter;15 marshall;15 simpson;15 shaw;15 grant;15 ferguson;15 cameron
15 russell;15 peters;15 friesen;15 ali;15 ahmed;15 hussain;15 mohamed;15 hassan;15 sharma;15 kumar
15 sidhu;15 dhillon;15 grewal;15 sandhu;15 brar;14 tran;14 pham;14 le;14 ho;14 huynh;14 vu;14 vo
14 phan;14 dang;14 bui;14 do;14 ng;14 lam;14 leung;14 cheung;14 chow;14 lau;14 ma;14 zhao;14 zhou
14 xu;14 sun;14 park;14 choi;14 jung;14 garcia;14 rodriguez;14 hernandez;14 lopez;14 gonzalez
14 perez;14 martinez;14 santos;14 reyes;14 cruz;14 silva;14 ferreira;14 pereira;14 costa;14 rossi
14 russo;12 cohen;12 webb;12 matthews;12 palmer;12 mason;12 holmes;12 knight;12 stevens;12 harrison
12 rogers;12 cole;12 foster;12 west;12 gibson;12 kennedy;12 ellis;12 dixon;12 mills;12 hunt;12 rose
12 fox;12 price;12 carter;12 powell;12 barnes;12 wells;12 davies;12 davidson;12 gordon;12 black
12 douglas;12 henderson;12 johnston;12 morrison;12 mackenzie;12 mclean;12 mcdonald;12 ryan;12 obrien
12 burke;12 walsh;12 power;12 dupont;12 dubois;12 bernard;12 durand;12 moreau;12 laurent;12 petit
12 robert;12 demers;12 savard;12 lemieux;12 rousseau;12 gingras;12 larouche;12 belisle;12 bedard
12 audet;10 joseph;10 pierre;10 jean;10 louis;10 charles;10 diallo;10 traore;10 ibrahim;10 abdi
10 omar;10 osman;10 yusuf;14 muller;14 schmidt;14 schneider;14 fischer;14 weber;14 meyer;12 wagner
12 becker;12 schulz;12 hoffmann;12 bauer;12 koch;12 klein;12 wolf;12 schroder;12 neumann;12 schwarz
12 zimmermann;12 braun;12 kruger;12 hartmann;12 lange;12 werner;12 krause;12 ivanov;12 ivanova
12 petrov;12 smirnov;12 popov;12 kuznetsov;12 shevchenko;12 kowalski;12 nowak;12 kowalska;12 novak
12 hansen;12 olsen;12 jensen;12 nielsen;12 larsen;12 andersen;12 andersson;12 johansson;12 karlsson
12 nilsson;12 eriksson;12 de jong;12 jansen;12 de vries;12 bakker;12 visser;12 popescu;12 ionescu
12 papadopoulos;12 horvath;12 nagy;12 kovacs;12 fernandez;12 sanchez;12 ramirez;12 torres;12 flores
12 gomez;12 diaz;12 morales;12 ortiz;12 castillo;12 ramos;12 oliveira;12 souza;12 rodrigues
12 almeida;12 bianchi;12 ferrari;12 esposito;12 romano;12 colombo;12 sato;12 suzuki;12 tanaka
12 yamamoto;12 takahashi;12 watanabe;12 gupta;12 verma;12 shah;12 das;12 rao;12 reddy;12 iyer
12 begum;12 akhtar;12 malik;12 hussein;12 okafor;12 okoye;12 adeyemi;12 mensah;12 owusu;12 ndiaye
12 diop;12 keita;12 camara;12 haddad;12 khoury;12 yilmaz;12 demir
""".replace("\n", ";")

_GIVEN = """
140 michael;130 john;125 david;110 robert;100 james;100 william;90 jean;85 daniel;80 richard
75 christopher;75 marie;70 mark;65 paul;65 jennifer;60 matthew;60 mary;60 andrew;60 joseph;55 thomas
55 kevin;55 sarah;55 joshua;50 lisa;50 ryan;50 jessica;50 nicolas;50 patrick;50 peter;50 steven
50 nicholas;48 linda;48 susan;48 mohamed;46 alexandre;46 stephanie;45 jason;45 brian;45 eric
45 michelle;45 nancy;45 martin;45 elizabeth;45 emily;45 barbara;45 margaret;45 sandra;45 karen
44 benjamin;44 samuel;44 anthony;44 george;44 justin;44 alexander;44 jonathan;44 francois;44 pierre
44 louis;44 melissa;43 nicole;43 amanda;43 ashley;43 catherine;43 julie;43 laura;42 samantha;42 emma
42 olivia;42 jacob;42 ethan;42 nathan;42 liam;42 noah;40 lucas;40 logan;40 tyler;40 zachary;40 adam
40 brandon;40 dylan;40 cameron;40 charles;40 edward;38 christine;38 patricia;38 donna;38 deborah
38 heather;38 rebecca;38 rachel;38 hannah;38 megan;38 lauren;38 sophie;36 chloe;36 isabella
36 sophia;36 mia;36 charlotte;36 amelia;36 ella;36 grace;36 lily;36 lucy;36 jack;36 thomas;36 harry
35 oliver;35 jake;35 luke;35 aaron;35 sean;35 scott;35 jeffrey;35 stephen;35 timothy;35 gary
35 kenneth;35 donald;35 ronald;34 mathieu;34 maxime;34 simon;34 guillaume;34 vincent;34 olivier
34 philippe;34 sebastien;34 stephane;34 sylvain;34 alain;34 isabelle;34 nathalie;34 sylvie
34 caroline;34 valerie;34 melanie;34 annie;34 chantal;34 manon;34 johanne;34 diane;32 claude
32 michel;32 denis;32 andre;32 marc;32 luc;32 yves;32 gilles;32 jacques;32 daniele;32 josee
32 karine;32 lucie;30 singh;30 kaur;30 muhammad;30 ahmed;30 ali;30 hassan;30 omar;30 ibrahim
30 fatima;30 aisha;30 maria;30 anna;30 ana;28 wei;28 li;28 min;28 jing;28 xin;28 yan;28 ying;28 hui
28 anh;28 thi;28 minh;28 linh;28 hoa;28 lan;28 thanh;28 van;28 mai;28 jose;28 juan;28 carlos;28 luis
28 jorge;28 sofia;28 gabriel;28 gabrielle;28 camille;28 audrey;28 jade;28 lea;28 rosalie;26 alice
26 zoe;26 eva;26 ava;26 evelyn;26 hailey;26 madison;26 alyssa;26 kayla;26 victoria;26 alexandra
26 vanessa;26 tara;26 crystal;26 tiffany;26 amber;26 brittany;26 danielle;26 courtney;26 kelsey
26 taylor;26 jordan;26 morgan;26 alex;24 frank;24 raymond;24 gregory;24 dennis;24 jerry;24 henry
24 arthur;24 albert;24 walter;24 harold;24 roger;24 ruth;24 helen;24 dorothy;24 betty;24 shirley
24 carol;24 sharon;24 judith;24 frances;24 alice;24 jane;24 ann;24 anne;24 joan;20 max;20 leo
20 oscar;20 charlie;20 archie;20 freddie;20 caleb;20 isaac;20 connor;20 lachlan;20 cooper;20 bailey
20 jayden;20 riley;20 kyle;20 cody;20 derek;20 trevor;20 craig;20 keith;20 bruce;20 wayne;20 allan
20 ian;20 neil;20 stuart;20 shane;30 hans;30 peter;30 klaus;30 wolfgang;30 jurgen;28 dieter
28 manfred;28 uwe;28 stefan;28 andreas;28 jorg;28 frank;28 bernd;28 ursula;28 monika;28 petra
28 sabine;28 renate;28 helga;28 karin;28 brigitte;28 ingrid;28 gisela;28 birgit;28 gabriele
28 werner;28 gerhard;28 heinz;28 horst;28 gunter;28 helmut;28 matthias;28 markus;28 michaela
28 claudia;28 andrea;28 susanne;26 ivan;26 dmitri;26 sergei;26 aleksandr;26 vladimir;26 olga
26 natalia;26 elena;26 irina;26 tatiana;26 svetlana;26 oksana;26 jan;26 piotr;26 krzysztof;26 anna
26 katarzyna;26 malgorzata;26 agnieszka;26 ana;26 ioana;26 andrei;26 mihai;26 elena;26 giuseppe
26 giovanni;26 antonio;26 mario;26 luigi;26 francesco;26 rosa;26 angela;26 lucia;26 carmen;26 pedro
26 miguel;26 manuel;26 francisco;26 javier;26 jesus;26 guadalupe;26 yolanda;26 fernanda;26 paulo
26 lars;26 erik;26 anders;26 ingrid;26 abdul;26 mustafa;26 yusuf;26 khalid;26 mariam;26 zahra
26 layla;26 hamza;26 raj;26 amit;26 sanjay;26 priya;26 anita;26 sunita;26 hiroshi;26 yuki;26 kenji
26 akira;26 kofi;26 kwame;26 amina;26 fatou;26 moussa;26 ousmane;26 aminata;26 chinedu;26 emeka
40 edward;40 george;40 henry;40 frederick;35 ernest;35 florence;35 edith;35 annie;35 ellen;35 eliza
35 herbert;35 sidney;35 percy;35 ethel;35 elsie;35 gladys;35 doris;35 hilda;35 mabel;35 sydney
35 francis;35 charlotte;35 harriet;35 agnes;35 augustus
""".replace("\n", ";")

_CITY = """
900 toronto;600 montreal;350 calgary;300 ottawa;280 edmonton;230 winnipeg;220 mississauga
200 vancouver;180 brampton;160 hamilton;160 surrey;150 quebec;130 halifax;120 laval;120 london
90 markham;90 vaughan;80 gatineau;80 saskatoon;75 longueuil;70 burnaby;70 kitchener;70 windsor
65 regina;60 richmond;60 richmondhill;60 oakville;55 burlington;50 sherbrooke;50 greatersudbury
50 sudbury;50 oshawa;45 saguenay;45 levis;45 barrie;45 abbotsford;45 coquitlam;45 stcatharines
40 troisrivieres;40 cambridge;40 guelph;40 whitby;40 kelowna;40 kingston;40 ajax;40 langley
35 niagarafalls;35 thunderbay;35 terrebonne;35 moncton;35 saintjohn;30 fredericton;30 stjohns
30 waterloo;30 brossard;30 repentigny;25 drummondville;25 reddeer;25 lethbridge;25 victoria
25 nanaimo;25 kamloops;25 fortmcmurray;20 granby;20 cornwall;300 birmingham;200 manchester
200 liverpool;200 sydney;200 melbourne;200 paris;200 newyork;150 leeds;150 bristol;150 glasgow
""".replace("\n", ";")


def _parsed(text: str, covered: float) -> dict[str, float]:
    """Return folded value → share (0..1), scaled so that all together cover a part; the first of doubles wins."""
    found: dict[str, float] = {}
    for entry in text.split(";"):
        share, _space, value = entry.strip().partition(" ")
        if value:
            found.setdefault(value.replace(" ", ""), float(share))
    total = sum(found.values())
    return {value: covered * share / total for value, share in found.items()}


FAMILY_NAMES = _parsed(_FAMILY, 0.50)
GIVEN_NAMES = _parsed(_GIVEN, 0.65)
TOWNS = _parsed(_CITY, 0.65)
