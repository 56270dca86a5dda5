"""The few words that faces add of their own, in the language of the deck."""

from __future__ import annotations

from deckapp.deck.card import OPEN_END, bounds

_KEYS = [
    "min",
    "h",
    "people",
    "person",
    "easy",
    "medium",
    "hard",
    "what",
    "why",
    "when",
    "when_not",
    "steps",
    "output",
    "invitation",
    "materials",
    "preparation",
    "tips",
    "pitfalls",
    "variations",
    "example",
    "before",
    "after",
    "source",
    "related",
    "planned",
    "started",
    "done",
    "blocked",
    "dropped",
    "days",
    "day",
    "follow_ups",
]
_WORDS = {
    "en": "min|h|people|person|Easy|Medium|Hard|What|Why|When|Not when|Steps|You then have|Say|You need|Prepare|Tips"
    "|Watch out|Variations|Example|Before|After|Source|See also|Planned|Started|Done|Blocked|Dropped|days|day|Ask next",
    "de": "Min.|Std.|Personen|Person|Leicht|Mittel|Schwer|Was|Wozu|Wann|Wann nicht|Schritte|Ergebnis|Einladung"
    "|Material|Vorbereitung|Tipps|Vorsicht|Varianten|Beispiel|Davor|Danach|Quelle|Siehe auch|Geplant|Begonnen"
    "|Erledigt|Blockiert|Gestrichen|Tage|Tag|Weiter fragen",
    "fr": "min|h|personnes|personne|Facile|Moyen|Difficile|Quoi|Pourquoi|Quand|Pas quand|Étapes|Résultat|Invitation"
    "|Matériel|Préparation|Conseils|Attention|Variantes|Exemple|Avant|Après|Source|Voir aussi|Prévu|Commencé|Fait"
    "|Bloqué|Abandonné|jours|jour|Puis demander",
    "es": "min|h|personas|persona|Fácil|Medio|Difícil|Qué|Por qué|Cuándo|Cuándo no|Pasos|Resultado|Invitación"
    "|Material|Preparación|Consejos|Cuidado|Variantes|Ejemplo|Antes|Después|Fuente|Véase también|Previsto|Empezado"
    "|Hecho|Bloqueado|Descartado|días|día|Y después",
    "it": "min|h|persone|persona|Facile|Medio|Difficile|Che cosa|Perché|Quando|Quando no|Passi|Risultato|Invito"
    "|Materiali|Preparazione|Consigli|Attenzione|Varianti|Esempio|Prima|Dopo|Fonte|Vedi anche|Previsto|Iniziato"
    "|Fatto|Bloccato|Annullato|giorni|giorno|Poi chiedi",
    "nl": "min|u|personen|persoon|Makkelijk|Gemiddeld|Moeilijk|Wat|Waarom|Wanneer|Wanneer niet|Stappen|Resultaat"
    "|Uitnodiging|Materiaal|Voorbereiding|Tips|Let op|Varianten|Voorbeeld|Ervoor|Erna|Bron|Zie ook|Gepland"
    "|Begonnen|Klaar|Geblokkeerd|Vervallen|dagen|dag|Vraag door",
    "pt": "min|h|pessoas|pessoa|Fácil|Médio|Difícil|O quê|Porquê|Quando|Quando não|Passos|Resultado|Convite"
    "|Material|Preparação|Dicas|Cuidado|Variantes|Exemplo|Antes|Depois|Fonte|Ver também|Previsto|Iniciado|Feito"
    "|Bloqueado|Abandonado|dias|dia|A seguir",
    "el": "λεπτά|ώρες|άτομα|άτομο|Εύκολο|Μέτριο|Δύσκολο|Τι|Γιατί|Πότε|Πότε όχι|Βήματα|Αποτέλεσμα|Πρόσκληση|Υλικά"
    "|Προετοιμασία|Συμβουλές|Προσοχή|Παραλλαγές|Παράδειγμα|Πριν|Μετά|Πηγή|Δείτε επίσης|Προβλέπεται"
    "|Σε εξέλιξη|Έγινε|Μπλοκαρισμένο|Ακυρώθηκε|ημέρες|ημέρα|Μετά ρωτήστε",
    "ru": "мин|ч|человек|человек|Легко|Средне|Сложно|Что|Зачем|Когда|Когда нет|Шаги|Итог|Приглашение|Материалы"
    "|Подготовка|Советы|Осторожно|Варианты|Пример|До|После|Источник|См. также|В плане|Начато|Готово|Стоит"
    "|Отменено|дн.|дн.|Спросить дальше",
    "ar": "دقيقة|ساعة|أشخاص|شخص|سهل|متوسط|صعب|ماذا|لماذا|متى|متى لا|الخطوات|النتيجة|الدعوة|المواد"
    "|التحضير|نصائح|انتبه|بدائل|مثال|قبل|بعد|المصدر|انظر أيضا|مخطط|بدأ|تم|متوقف|ملغى|أيام|يوم|ثم اسأل",
    "he": "דקות|שעות|משתתפים|משתתף|קל|בינוני|קשה|מה|למה|מתי|מתי לא|צעדים|תוצאה|הזמנה|ציוד|הכנה|טיפים|שימו לב"
    "|גרסאות|דוגמה|לפני|אחרי|מקור|ראו גם|מתוכנן|התחיל|הושלם|חסום|בוטל|ימים|יום|ואז שאלו",
    "hi": "मिनट|घंटे|लोग|व्यक्ति|आसान|मध्यम|कठिन|क्या|क्यों|कब|कब नहीं|चरण|परिणाम|निमंत्रण|सामग्री|तैयारी|सुझाव"
    "|सावधान|विकल्प|उदाहरण|पहले|बाद में|स्रोत|यह भी देखें|नियोजित|शुरू|पूरा|रुका हुआ|छोड़ा गया|दिन|दिन|फिर पूछें",
    "zh": "分钟|小时|人|人|简单|中等|困难|内容|目的|何时用|何时不用|步骤|成果|邀请语|材料|准备"
    "|提示|注意|变化|例子|之前|之后|来源|另见|已计划|进行中|已完成|受阻|已放弃|天|天|接着问",
}
_TABLES = {language: dict(zip(_KEYS, words.split("|"), strict=True)) for language, words in _WORDS.items()}


def languages() -> list[str]:
    """The languages that have words of their own; in others the words are English."""
    return list(_TABLES)


def word(key: str, language: str) -> str:
    """A word in a language (a tag such as ``de-AT``), else in English; raises KeyError for an unknown key."""
    return _TABLES.get(language.lower().split("-")[0], _TABLES["en"])[key]


def minutes(span: str, language: str) -> str:
    """A duration in minutes as a face says it: ``60–90 min``, ``2–4 h`` where both are whole hours."""
    low, high = bounds(span) or (0, 0)
    if low >= 120 and low % 60 == 0 and (high == OPEN_END or high % 60 == 0):
        return f"{_range(low // 60, high if high == OPEN_END else high // 60)} {word('h', language)}"
    return f"{_range(low, high)} {word('min', language)}"


def people(span: str, language: str) -> str:
    """A group's size as a face says it: ``6–20 people``."""
    low, high = bounds(span) or (0, 0)
    return f"{_range(low, high)} {word('person' if low == high == 1 else 'people', language)}"


def _range(low: int, high: int) -> str:
    if high == OPEN_END:
        return f"{low}+"
    return str(low) if low == high else f"{low}–{high}"
