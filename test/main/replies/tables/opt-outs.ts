/** Texts that withdraw the leave to be texted, one a line, by language. Every one must be caught. */
export const optOuts: Record<string, string> = {
  reserved: `
STOP
stop
Stop.
"STOP"
“Stop”
 STOP 
STOP!!!
ＳＴＯＰ
(stop)
'stop'
*STOP*
STOPALL
Stop all
END
end.
QUIT
Cancel
CANCEL.
UNSUBSCRIBE
Unsubscribe.
REVOKE
OPT OUT
OPT-OUT
optout
Opt out.
ARRET
ARRÊT
arrêt
BAJA
STOPP
stopp!
退订
退订。
TD
td
T退订
STOP STOP STOP
STOOOOP
STOP 🛑
S​TOP`,
  english: `
stop texting me
Stop texting me!!
please stop
Please stop.
stop please
STOP PLEASE
pls stop
stop sending these
Stop sending me these messages
stop sending texts to this number
stop messaging me
do not text me
Do not text me again
don't message me
Don’t text me anymore
Please don't text this number again
dont text me
remove me from your list
please remove me from your mailing list
Remove me.
Remove my number
take me off the list
take me off your list please
Take my number off your system
unsubscribe me
please unsubscribe
I want to unsubscribe
How do I unsubscribe?
no more texts
no more messages please
No more of these texts
opt me out
I'd like to opt out
i want to opt out of these messages
lose my number
leave me alone
Leave me alone!!!!
please leave us alone
I don't want these texts
I do not want to receive any more messages
i no longer wish to receive texts from you
I don't want to be contacted
Stop contacting me
quit texting me
Quit sending me messages
Cease all communication
delete my number
please delete my number from your records
Stop. I never signed up for this
Wrong number. Stop.
stop, wrong number
STOP wrong number
I said stop
will you stop
can you please stop texting this phone
For the last time stop texting me
never text me again
never contact me again
cancel all texts
cancel these messages
end these messages
turn off notifications
turn these notifications off
I revoke my consent
I withdraw consent to be texted
Stop spamming me
stop harassing me
STOP SENDING ME SPAM
go away
fuck off
enough with the texts
stop with the messages
Stop all messages
stop sms
stop msg
don't send me any more texts
do not send me messages
I don't want to hear from you
don't contact me ever again
Put me on your do not text list
unsub
unsuscribe
ok stop
no thanks, stop
Stop now
stop it
stop this
get me off this list
please stop sending me notifications about deliveries
kindly stop texting
I don't need reminders
no texts please
Stop messaging this number, I don't know who you are
I am not Sarah, please remove my number
please take me off, I moved away years ago
i keep getting these, stop texting me i dont live there`,
  french: `
stop svp
arrêtez
Arrêtez s'il vous plaît
arrêtez de m'envoyer des messages
Arretez de m'envoyer des sms
arrête de m'écrire
arrêtez de me contacter
cessez de m'envoyer des textos
ne m'envoyez plus de messages
Ne m'écrivez plus
ne me contactez plus
Merci de ne plus me contacter
merci de ne plus m'envoyer de sms
plus de sms
plus de messages svp
désabonnez-moi
Je veux me désabonner
désabonnement
désinscription
je souhaite me désinscrire
retirez-moi de votre liste
Enlevez-moi de la liste
supprimez mon numéro
Veuillez retirer mon numéro de votre liste
laissez-moi tranquille
Foutez-moi la paix
je ne veux plus recevoir vos messages
Je ne souhaite plus recevoir de SMS
je ne veux plus de vos textos
stop aux sms
STOP SMS
stop merci
arrêtez vos messages
Arrêtez de me harceler`,
  german: `
stopp bitte
Bitte stoppen Sie die Nachrichten
hör auf
Hören Sie auf
hören sie bitte auf mir zu schreiben
Hör auf mir zu schreiben
Bitte aufhören
keine SMS mehr
Bitte keine Nachrichten mehr
Keine weiteren Nachrichten bitte
Schreiben Sie mir nicht mehr
schreib mir nicht mehr
Bitte schreiben Sie mir nicht mehr
schicken Sie mir keine SMS mehr
Senden Sie mir keine Nachrichten
bitte senden sie mir keine weiteren nachrichten
Ich möchte keine SMS mehr erhalten
ich will keine Nachrichten mehr
Ich möchte nicht mehr kontaktiert werden
Kontaktieren Sie mich nicht mehr
melden Sie mich ab
Ich möchte mich abmelden
Abmelden
Bitte streichen Sie mich von der Liste
Nehmen Sie mich aus dem Verteiler
Löschen Sie meine Nummer
Loeschen Sie bitte meine Nummer
Bitte meine Nummer löschen
Lassen Sie mich in Ruhe
lass mich in ruhe
Ich widerrufe meine Einwilligung
SMS abbestellen
Hoeren Sie auf
Schluss mit den SMS`,
  spanish: `
baja
BAJA por favor
quiero darme de baja
Denme de baja
dame de baja por favor
darse de baja
solicito la baja del servicio
dejen de enviarme mensajes
Deje de escribirme
dejen de molestarme
deja de mandarme sms
no me envíen más mensajes
No me manden mas mensajes por favor
no me escriban más
No me escriban
no me contacten más
no quiero recibir más mensajes
No quiero más sms
ya no quiero recibir mensajes
no deseo recibir sus mensajes
no más mensajes
No mas sms
quítenme de la lista
sáquenme de su lista
bórrenme de la lista
Eliminen mi número
borren mi número por favor
déjenme en paz
Dejame en paz
paren
basta ya
paren de enviar mensajes
cancelar suscripción
desuscribirme`,
  polish: `
przestań
Przestańcie
Proszę przestać
przestańcie do mnie pisać
Przestańcie wysyłać mi smsy
Proszę przestać wysyłać wiadomości
nie piszcie do mnie
Nie pisz do mnie więcej
nie piszcie więcej
proszę nie wysyłać więcej smsów
Nie wysyłajcie mi więcej wiadomości
nie wysylajcie smsow
nie chcę smsów
Nie chcę więcej otrzymywać wiadomości
nie chce dostawac od was sms
nie życzę sobie takich wiadomości
wypisz mnie
Proszę mnie wypisać
wypiszcie mnie z listy
chcę się wypisać
usuńcie mój numer
Proszę usunąć mój numer
usun mnie z listy
Usuń mój numer z bazy
rezygnuję z sms
rezygnuje z powiadomien
zostawcie mnie w spokoju
Dajcie mi spokój
dość tych smsów
koniec smsów
cofam zgodę
wycofuję zgodę na sms
nie kontaktujcie się ze mną
stop proszę`,
  chinese: `
请退订
我要退订
退订短信
退訂
取消订阅
我想取消订阅
别再发了
不要再发了
别发了
别给我发短信了
不要给我发短信
请不要再给我发信息
不要再发短信给我
请停止发送短信
停止发送
停止
拒收
拒收短信
我不想再收到你们的短信
不想收到短信
不需要短信通知
把我从名单中删除
请把我的号码从列表中删除
删除我的号码
别烦我
不要再骚扰我
请不要再打扰我
别再打扰我
请勿再发短信
取消短信通知
不要再联系我
回复TD
STOP谢谢
别再给我发消息`,
  // Written after the word tables, to see what they miss; then kept.
  afterwards: `
Stop texting
Could you stop texting me please?
Please remove this number from your database
take this number off your list
I'd like to be removed from this list
please remove me from this
remove me from these messages
I want off this list
I want out
don't want your texts
I dont want to get these anymore
do not text
Do not text this phone
stop bothering me
stop it already
stop the texts
stop these texts
stop with these texts
no more
no more sms
Unsubscribe from all
please opt me out of texts
opt out please
Opt me out now
I am opting out
Please take me off of your text list
wrong number stop texting me
you've got the wrong number, stop messaging
I no longer want these messages
stop sending me stuff
Stop sending
Please discontinue texts
please cease texting
revoke consent
I revoke permission to text me
delete me from your system
erase my number
Forget my number
block me
leave my phone alone
quit texting
quit bugging me
please stop all notifications
stop alerts
stop notifications
End texts
Please end all text messages
cancel text messages
Cancel sms
cancel notifications
stop messages please
i said stop texting me!!!!
STOP. STOP. STOP.
Stop!! leave me alone
enough!! stop
For god's sake stop texting me
how do i stop these texts
How can I stop getting these messages?
how do i opt out
can I unsubscribe from this
not interested stop texting
not interested, please unsubscribe
I'm not a customer. Please stop texting.
I'm not your customer, remove me
Do not contact me
do not message this number
don't send me texts
dont send me any more msgs
do not send any more messages to this number
stop send me message
no text
stop txt
unsubscibe
UNSUBCRIBE
STPO
get lost
Please never text me again
I never agreed to texts, remove my number please
remove my phone number
please stop texting my phone
quit it
knock it off
Arrêter
Stop!
stop s'il vous plait
pouvez-vous arrêter de m'envoyer des messages
svp retirez mon numéro
ne me textez plus
Je veux plus recevoir de messages
Je ne veux plus être contacté
arrêtez les sms
arretez avec vos sms
merci d'arrêter les sms
désabonner
veuillez me désabonner
ôtez-moi de cette liste
plus jamais de sms
cessez tout contact
j'aimerais ne plus recevoir vos sms
arrêtez les messages svp
effacez mon numéro
Bitte keine weiteren SMS
Keine SMS bitte
Stoppt die SMS
bitte hört auf mir nachrichten zu schicken
Ich will das nicht mehr bekommen
Ich möchte keine Nachrichten mehr von Ihnen
bitte nicht mehr schreiben
bitte nicht mehr anschreiben
Schreibt mir nie wieder
Meine Nummer bitte aus der Liste löschen
bitte löscht meine nummer
nehmt mich von der Liste
Bitte austragen
Entfernen Sie mich aus Ihrer Liste
Bitte entfernen Sie meine Nummer
Hört auf
Hör endlich auf
Lasst mich in Frieden
Ich wünsche keine weiteren Nachrichten
Nachrichten abbestellen
abbestellen
bitte abmelden
stop bitte
Por favor dejen de enviar mensajes
No mas
no más mensajes por favor
no me molesten más
no molesten más
No me llamen ni escriban más
dejen de mandar sms
quiero que dejen de enviarme mensajes
Quiero cancelar la suscripción
por favor quítenme de su lista
por favor eliminen mi número de su lista
No deseo más mensajes
no quiero mensajes
stop por favor
alto
no me mande más textos
borrame
Nie wysyłajcie mi smsów
nie wysyłać mi sms
prosze nie pisac
nie chcę waszych wiadomości
nie chcę dostawać wiadomości
proszę o wypisanie mnie z listy
proszę o usunięcie mojego numeru
wykreślcie mnie z listy
dajcie mi święty spokój
odczepcie się
przestań pisać
przestańcie mnie nękać
nie kontaktujcie się ze mną więcej
koniec z smsami
nie życzę sobie smsów
rezygnuję z powiadomień sms
不要发短信给我
不要给我发信息了
不要再给我发了
别再给我发短信
别再发短信了
请把我移除
请取消订阅
取消短信
我不要收短信
不想再收到信息
不要打扰我
停止发短信
停止给我发短信
请停止
请停止给我发消息
短信退订
退订谢谢
怎么退订
如何退订
从列表中删除我
别再联系我
勿扰
滚
烦死了，别发了`,
}

/** They may mean the texts or the parcel: a person asks. */
export const doubtful = `
I don't want this anymore
please cancel
Not interested
wrong number
who is this
don't text me before 9
别发货`

/** The other reserved words. */
export const otherConsent: [string, 'opt-in' | 'help'][] = [
  ['START', 'opt-in'],
  ['start.', 'opt-in'],
  ['"Start"', 'opt-in'],
  ['UNSTOP', 'opt-in'],
  ['unstop!', 'opt-in'],
  ['Start please', 'opt-in'],
  ['please start texting me again', 'opt-in'],
  ['resubscribe', 'opt-in'],
  ['Please opt me back in', 'opt-in'],
  ['Me réabonner svp', 'opt-in'],
  ['ALTA', 'opt-in'],
  ['Bitte wieder anmelden', 'opt-in'],
  ['Voltar a receber', 'opt-in'],
  ['proszę mnie zapisać', 'opt-in'],
  ['恢复', 'opt-in'],
  ['请重新订阅', 'opt-in'],
  ['HELP', 'help'],
  ['help?', 'help'],
  ['Info', 'help'],
  ['AIDE', 'help'],
  ['帮助', 'help'],
  ['ayuda', 'help'],
  ['Hilfe!', 'help'],
  ['ajuda', 'help'],
  ['POMOC', 'help'],
  ['Help! My parcel is not here', 'help'],
  ['It is the wrong house. HELP', 'help'],
]

export const rows = (table: string): string[] => table.split('\n').filter((row) => row !== '')
