"""Short and pet forms of given names, English and French.

Common knowledge of usage, written down for this project; a name may belong to several classes (``Alex``).
"""

from __future__ import annotations

_CLASSES = """
abigail: abby abbie gail
albert: al bert bertie
alexander: alex alec sandy xander sacha sasha alexandre alejandro lex
alexandra: alex sandra sandy sasha sacha alexa lexi lexie
alfred: al alf fred freddie
alice: ali allie
amanda: mandy manda
andrew: andy drew andre
angela: angie angel
anthony: tony ant antoine antonio toni
antoinette: toni toinette
arthur: art artie
barbara: barb barbie babs
benjamin: ben benny benji
bernard: bernie ber
catherine: cathy kate katie kathy cat katherine kathryn katharine kathleen cate kitty trina kat cath
charles: charlie chuck chas charlot carlos chaz
charlotte: charlie lottie lotte char
christina: chris tina chrissy christine christie kristina kristine krissy
christopher: chris kit topher christophe
daniel: dan danny dany
danielle: dani danny
david: dave davey
deborah: deb debbie debra
dominic: dom nick dominique
donald: don donnie donny
dorothy: dot dottie dolly dorothee
douglas: doug
edward: ed eddie ted teddy ned edouard eddy
eleanor: ellie nell nora eleonore elle
elizabeth: liz beth lizzie betty eliza elisabeth lisa betsy libby bess babette lise
emily: em emmy emilie milly
emma: em emmy
eric: rick ricky erik
eugene: gene
evelyn: eve evie
florence: flo
frances: fran francie frankie
francis: frank fran francois frankie
frederick: fred freddy freddie rick frederic fredo
gabriel: gab gabe gaby
gabrielle: gaby gab gabby
genevieve: gen ginette jen
geoffrey: geoff jeff jeffrey geoffroy
george: georgie georges geordie jorge
gerald: gerry jerry gerard
gerard: gerry
gilbert: gil bert
gregory: greg gregoire
guillaume: will gui
harold: harry hal
helen: nell ellen helene lena nellie
henry: harry hank hal henri
isabelle: isa belle izzy isabella isabel bella
jacob: jake jacques
jacqueline: jackie jacky jacq
james: jim jimmy jamie jimbo jem
janet: jan
jean: jeannot johnny
jeanne: jeannette jeannie
jennifer: jen jenny jenn jenna
jeremy: jerry jeremie jem
jessica: jess jessie
joan: joanie
john: johnny jack jon johnnie jackie
jonathan: jon john jonny nathan
joseph: joe joey jos jose joel
josephine: jo josie fifi
joshua: josh
judith: judy judi
julia: julie jules
kenneth: ken kenny
kimberly: kim kimmy kimberley
laura: laurie lori
lawrence: larry laurent lorenzo laurence laurie
leonard: len leo lenny
lillian: lily lil lilian
louis: lou louie lewis luis
louise: lou lulu
lucas: luke luc
lucille: lucy lucie
margaret: maggie meg peggy marge margie greta marguerite megan margot daisy
marie: maria mary mimi
mark: marc marco markus
martin: marty
martha: marthe patty
mary: molly polly mamie maria marie mae
matilda: tilly mathilde maud
matthew: matt matty mathieu matthieu mathew mat
maximilian: max maxim maxime
melanie: mel melly
melissa: mel missy lissa
michael: mike mick mickey mikey michel mitch miguel micheal
michelle: shelly micheline shell chelle
mohammed: mohamed muhammad mohammad mohamad mo muhammed mehmet mamadou moe mohd mhmd
nancy: nan
natalie: nat nathalie natasha
nathan: nate nathaniel
nathaniel: nate nat
nicholas: nick nicky nicolas nico colas
nicole: nicky nikki
oliver: ollie olivier
olivia: liv livvy
pamela: pam pammy
patricia: pat patty trish tricia patsy patti
patrick: pat paddy rick patrice
paul: paulie pablo
pauline: paula polly
peter: pete pierre pedro petey
philip: phil pip philippe phillip felipe
pierre: pierrot
priscilla: cilla prissy
rachel: rae rach
raymond: ray
rebecca: becky becca beck
richard: rick dick rich richie ricky ricardo
robert: bob rob bobby robbie bert roberto robin
roberta: bobbie robbie
roger: rog rodge
roland: rolly rollie
ronald: ron ronnie ronny
rosemary: rose rosie romy
samantha: sam sammy
samuel: sam sammy
sandra: sandy
sarah: sally sadie sara
sebastian: seb bastien sebastien bas
sharon: shari
simon: si
sophia: sophie sofia
stephanie: steph stef stephany
stephen: steve steven stevie stephane etienne stefan
susan: sue susie suzy suzanne susanna suzie
sylvia: sylvie syl
terence: terry
theodore: ted teddy theo
theresa: terry tess tessa therese teresa teri
thomas: tom tommy thom tomas
timothy: tim timmy timothee
valerie: val
vanessa: nessa van
victor: vic vick
victoria: vicky vicki tori vic victoire
vincent: vince vinny vin
virginia: ginny ginger virginie
walter: walt wally
wilfred: will fred
william: will bill billy willy liam guillaume willie wil bil
yolanda: yoyo yolande
yvonne: evie yvette
zachary: zach zack zak zacharie
francisco: paco pancho kiko chico
jose: pepe pepito zeca
ignacio: nacho
dolores: lola
guadalupe: lupe lupita
enrique: quique kike
eduardo: lalo edu dudu
luiz: lula
dmitri: dima mitya dmitry dmitriy
vladimir: vova volodya vlad wladimir
mikhail: misha michail
ivan: vanya iwan
nikolai: kolya nikolay nikolaj
sergei: seryozha sergey sergej
yevgeny: zhenya evgeny evgeni evgenii jewgeni
anastasia: nastya anastasiya
tatiana: tanya tatyana
natalia: natasha nataliya
yekaterina: katya ekaterina
svetlana: sveta
lyudmila: lyuda ludmila
giuseppe: beppe peppe pino
giovanni: gianni nino vanni
luigi: gigi gino
malgorzata: gosia
katarzyna: kasia
krzysztof: krzysiek
hussein: husayn hossein hussain husain hsyn
abdullah: abdallah abdulla
yusuf: youssef yousef yousuf
fatima: fatma fatimah fatemeh fatoumata
"""

CLASSES: dict[str, tuple[str, ...]] = {
    head: tuple(members.split())
    for head, _colon, members in (line.partition(":") for line in _CLASSES.split("\n"))
    if head
}
"""Formal name → its short and pet forms."""

_OF: dict[str, tuple[str, ...]] = {}
for _head, _members in CLASSES.items():
    for _name in dict.fromkeys((_head, *_members)):
        _OF[_name] = (*_OF.get(_name, ()), _head)


def nickname_classes(name: str) -> tuple[str, ...]:
    """Return the classes (formal names) of a folded given name, ``("alexander", "alexandra")`` for ``alex``.

    A formal name is of its own class; a name in no class gives ``()``.
    """
    return _OF.get(name, ())
