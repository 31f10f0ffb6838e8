"""What strangers call our fields: names of columns in a dozen languages and in sets that others have published."""

from __future__ import annotations

import re

NAMES: dict[str, str] = {
    "given_name": "given_name givenname given given_names first_name firstname first_names forename forenames"
    " christian_name fname first name_first fname_c1 first_name_1 given_name_1 prenom prenoms vorname"
    " vornamen rufname nombre nombres nombre_pila primer_nombre nombre_1 nombre1 nome nome_proprio"
    " voornaam voornamen imie fornamn fornavn etunimi jmeno ime keresztnev ad adi nama_depan imya ming onoma",
    "family_name": "family_name familyname surname surnames last_name lastname last_names lname last name_last"
    " lname_c1 last_name_1 surname_1 nom nom_famille nom_de_famille patronyme nachname familienname"
    " zuname apellido apellidos primer_apellido apellido_1 apellido1 apellido_paterno paterno cognome"
    " sobrenome apelido apelidos achternaam geslachtsnaam nazwisko efternamn efternavn etternavn"
    " sukunimi prijmeni prezime vezeteknev soyad soyadi nama_belakang familiya xing eponymo",
    "full_name": "full_name fullname name names whole_name person_name complete_name name_full nom_complet"
    " nom_prenom nom_et_prenom prenom_nom nom_prenoms vollstaendiger_name vollstandiger_name"
    " nombre_completo nombre_y_apellidos apellidos_y_nombre apellidos_nombre nome_completo"
    " nome_cognome cognome_nome nominativo naam volledige_naam site_name ho_ten ho_va_ten hoten"
    " ad_soyad nama nama_lengkap fio imie_nazwisko imie_i_nazwisko nazwisko_i_imie xing_ming shi_ming"
    " onomateponymo",
    "date_of_birth": "date_of_birth dateofbirth dob birth_date birthdate bdate born birthday birth date_naissance"
    " date_de_naissance ne_le naissance geburtsdatum geburtstag geboren geb_datum gebdat"
    " fecha_nacimiento fecha_de_nacimiento fec_nac fecha_nac nacimiento data_nascita data_di_nascita"
    " nascita data_nascimento data_de_nascimento nascimento geboortedatum data_urodzenia fodelsedatum"
    " fodselsdato fodselsdag syntymaaika datum_narozeni dogum_tarihi ngay_sinh tanggal_lahir"
    " data_rozhdeniya chu_sheng_ri_qi sheng_nian_yue_ri chu_sheng_nian_yue",
    "birth_year": "birth_year year_of_birth yob birthyear by b_year dob_year dob_y birth_y year_born"
    " annee_naissance annee_de_naissance geburtsjahr ano_nacimiento anio_nacimiento ano_de_nacimiento"
    " anno_nascita anno_di_nascita ano_nascimento geboortejaar rok_urodzenia fodelsear fodselsar"
    " nam_sinh dogum_yili est_birth_year estimated_birth_year god_rozhdeniya chu_sheng_nian",
    "birth_month": "birth_month month_of_birth mob birthmonth bm b_month dob_month dob_m birth_m mois_naissance"
    " mois_de_naissance geburtsmonat mes_nacimiento mes_de_nacimiento mese_nascita mes_nascimento"
    " geboortemaand",
    "birth_day": "birth_day day_of_birth birthday_day bd b_day dob_day dob_d birth_d jour_naissance"
    " jour_de_naissance geburtstag_tag dia_nacimiento dia_de_nacimiento giorno_nascita dia_nascimento"
    " geboortedag",
    "sex": "sex gender gender_code sex_code sexe genre geschlecht sexo genero sesso geslacht plec kon kjonn"
    " cinsiyet pol xing_bie",
    "street_number": "street_number house_number house_no streetnumber street_no house_num number_street numero_rue"
    " numero_voie no_rue hausnummer hausnr haus_nr numero_calle numero_civico civico huisnummer"
    " nr_domu dom",
    "street": "street street_name address address_1 address1 addr addr1 address_line_1 address_line1"
    " res_street_address street_address home_address adresse adresse_1 rue voie strasse str anschrift"
    " strasse_hausnummer direccion calle domicilio indirizzo via endereco rua morada adres straat"
    " ulica gata gatuadress katu ulice dia_chi alamat ulitsa de_zhi zhu_suo",
    "city": "city town suburb res_city_desc city_town city_name municipality locality place residence"
    " place_of_residence town_city parish village commune ville municipalite localite paroisse"
    " domicile lieu lieu_de_residence stadt ort wohnort gemeinde ciudad localidad municipio poblacion"
    " lugar lugar_residencia citta comune localita comune_residenza cidade freguesia plaats woonplaats"
    " gemeente miasto miejscowosc stad sted kommun kommune kaupunki mesto obec thanh_pho sehir kota gorod cheng_shi"
    " township"
    " province provincia tinh county district canton departement department region state comarca kreis"
    " bundesland governorate prefecture landkreis",
    "postal_code": "postal_code postalcode postcode post_code zip zip_code zipcode zip5 postcode_fake code_postal cp"
    " plz postleitzahl codigo_postal cod_postal cap codigo_de_postal cep kod_pocztowy postnummer"
    " postinumero psc indeks you_bian",
    "birth_place": "birth_place birthplace place_of_birth pob birth_state birth_city birth_town birth_county"
    " birth_parish birth_country town_of_birth parish_of_birth county_of_birth country_of_birth"
    " where_born born_in born_at lieu_naissance lieu_de_naissance commune_naissance geburtsort"
    " lugar_nacimiento lugar_de_nacimiento luogo_nascita luogo_di_nascita comune_nascita"
    " local_nascimento naturalidade geboorteplaats miejsce_urodzenia fodelseort fodested fodselssted"
    " noi_sinh que_quan mesto_rozhdeniya chu_sheng_de",
    "occupation": "occupation job profession job_title trade occ calling metier beruf stand ocupacion oficio"
    " profesion professione mestiere ocupacao profissao beroep zawod yrke erhverv stilling ammatti professiya zhi_ye",
    "email": "email e_mail mail email_address courriel adresse_courriel correo correo_electronico",
    "phone": "phone telephone phone_number tel mobile mobile_phone cell full_phone_num telefono telefon"
    " telefone telefoon portable handy movil celular",
}  # fmt: skip
"""Our field → plain names of columns, the likeliest first."""

SECOND: dict[str, str] = {
    "given_name": "middle_name middle middlename mname second_name middle_initial middle_names fname_c2"
    " first_name_2 given_name_2 second_forename deuxieme_prenom second_prenom zweiter_vorname"
    " segundo_nombre nombre_2 nombre2 patronymic otchestvo",
    "family_name": "second_surname second_last_name lname_c2 last_name_2 surname_2 segundo_apellido apellido_2"
    " apellido2 apellido_materno materno",
}  # fmt: skip
"""Columns that hold the rest of a name of which another column holds the first."""

TRUTH = (
    "cluster cluster_id entity_id entity entityid true_id trueid truth truth_id true_entity_id ent_id person_id"
    " personid recid_true simulant_id ncid group_id match_id ground_truth gold gold_id id_entite id_personne label"
).split()
TRUE_ID = re.compile(
    r"(?:(?:true|real|gold)_)?(?:person|persona|personen|personne|pessoa|persoon|persona?_fisica|pers|ent|entity|entite"
    r"|entidad|entitat|entita|individual|individuo|individu|cluster|group|grupo|gruppe|groupe|match|voter|patient|client"
    r"|subject)_?(?:id|nr|no|num|number|numero|nummer|key|code|kennung|ident)"
    r"|(?:id|nr|no|num|numero|code)_?(?:person|persona|personne|pessoa|persoon|ent|entity|entite|entidad|entita"
    r"|individual|individuo|individu|cluster|group|grupo|groupe)"
)
"""Names that an id of a person takes, in no list."""

ROW_ID = "rec_id record_id recid recordid id uid unique_id ssn".split()
"""Names of a row's own number, or of the truth, as its values tell."""

ID_WORDS = frozenset("id ids nr num key code kennung ident identifier identificador identifiant".split())
"""Words in the name of a column that numbers something."""

ID_OF_ELSE = frozenset(
    "row record rec entry line page folio house household hh home family address street building site hospital clinic"
    " agency office source file batch form doc document zip postal post country state region area phone tel".split()
)
"""Words in the name of a column that numbers something other than persons."""
