/**
 * What customers of a delivery firm write, one a line; none withdraws the leave to be texted. The nearest misses of
 * the opt-out words come first in each language.
 */
export const ordinary: Record<string, string> = {
  english: `
don't stop at the gate
stop by the office
please stop at number 14
Please stop at the red door
cancel my delivery
please cancel
cancel the order
Can I cancel?
I need to cancel
cancel please and refund me
end of the street
It's the house at the end
the end house on the left
call me to stop the alarm
Stop outside and ring me
driver can stop on the drive
The bus stop is opposite
meet me at the bus stop, text me when close
text me when you stop outside
when you stop text me
pull up, stop, text me and wait
Don't stop texting me updates, they help
please don't stop sending the updates
why did you stop texting me
if you stop texting me I won't know when you come
no stopping on the road, use the back lane
non-stop rain here, please cover the parcel
I quit smoking so no lighter fluid please
I have quit my job, deliver to my home
the driver can leave the parcel alone in the porch
leave it alone with my neighbour
leave me a note
Leave me the parcel behind the bin
please leave it with my neighbour
remove the old sofa too please
can you remove the packaging
Remove my old washing machine please
take it off the pallet first
take me through the options again
take the parcel to the list of neighbours I gave
drop me a text when you arrive
please drop me a message
please text me
Message me when you are near
send me a text before you come
please send these to my work address
don't send it tomorrow
do not send the driver before 9
please don't send me the wrong size again
don't text me before 9am
do not text me while I'm at work
please don't message me until after 5
Don't call, just knock
don't contact the neighbour
don't ring the bell, baby sleeping
do not disturb the dog
please do not bend
no more parcels for today?
I have had no more messages from you
I got no more texts since Monday
I received no messages
you never text me back
the driver never contacted me
I never got the text
did you lose my number?
don't forget my number is 14 not 40
you have my number
take my number 14 key from the box
my number is on the door
wrong number on the label, it is 41
I opted out of Saturday delivery by mistake
option 2
I did not unsubscribe
I don't want to unsubscribe, keep them coming
I don't want to opt out
can you start at 9
start with my order
Start the delivery after 10 please
help me carry it upstairs please
I need help with the stairs
more info please
Info about the time slot?
can you help
2
3 please
Thursday
tomorrow is fine
ok thanks
yes
yes please
No
no thanks
not tomorrow
Not interested in Saturday
thanks
see you then
great thank you
who is this
what time
where is my parcel
How long will it take?
is it in the morning or afternoon
I'll be in all day
leave in the porch
behind the green bin please
gate code is 1234
my wife will be home
I'm not home until 4
can you deliver after 5pm
please deliver to my neighbour at 12
the code for the door is C34
I changed my address
it's the wrong address
wrong person, I don't know anyone of that name
the parcel was damaged
it never arrived
I am at work
can somebody call me
please ring me on this number
I'm unsubscribed from the gym, lol
revoke the refund, I'll keep the parcel
The road ends at the farm
it's a dead end street
weekend is better
friends are coming, any time
the quit notice is on the door, ignore it
Cancelled my holiday so tomorrow is fine
don't take me off the Thursday route please
Please don't remove me from the list for Thursday
he can't stop for long
one stop before the station
full stop
I'd like it on Friday instead
any chance of Saturday
I want to change the time
text messages are fine
I like the text updates
I need a text when you are 10 minutes away
no message needed
no need to text, just leave it
please stop by and knock
Stop at the shop and text the shop owner`,
  french: `
ne vous arrêtez pas devant le portail
arrêtez-vous devant le numéro 12
à l'arrêt de bus
l'arrêt de bus est en face
annuler ma livraison
Annulez la commande
plus de place dans la boîte aux lettres
j'ai plus de questions
je ne suis pas là demain
laissez le colis chez le voisin
laissez-moi un message
Laissez-moi le colis devant la porte
je ne souhaite pas recevoir le colis demain
je n'ai pas reçu de message
je n'ai plus de messages de vous
envoyez-moi un sms avant
ne m'écrivez pas avant 9h
enlevez l'ancien canapé
supprimez la livraison de jeudi
demain c'est parfait
merci beaucoup
la fin de la rue
appelez-moi en arrivant
le code est 1234
c'est où
à quelle heure
je préfère jeudi
pas demain svp
Pouvez-vous passer après 17h ?
ne sonnez pas, bébé dort`,
  german: `
bitte nicht vor dem Tor stoppen
Die Bushaltestelle ist gegenüber
hören Sie auf zu klingeln wenn niemand da ist
Lieferung stornieren
bitte stornieren
Ich habe keine Nachricht bekommen
Sie haben mir keine Nachricht geschickt
ich habe keine SMS mehr bekommen
Schreiben Sie mir eine SMS
schreiben sie mir nicht vor 9 Uhr
schicken Sie mir keine Pakete am Montag
Nehmen Sie die alte Maschine mit
Nehmen Sie meine Nummer für den Fahrer
Lassen Sie es beim Nachbarn
lassen sie das Paket vor der Tür
morgen passt
Donnerstag bitte
ich bin nicht zu Hause
am Ende der Straße
nicht morgen
Wann kommen Sie?
Bitte nicht klingeln
bitte nach 17 Uhr
danke
ja
das Paket nicht mehr bekommen
Melden Sie sich bitte
bitte melden Sie sich beim Nachbarn
Tragen Sie es in den dritten Stock
Die Klingel ist aus`,
  spanish: `
no pare en la puerta
pare en la puerta azul
ya baja mi hermano
ahora baja alguien
cancelar mi entrega
cancele el pedido
dejen el paquete con el vecino
déjenme una nota
Déjeme el paquete en la puerta
no me envíen el paquete mañana
no me envíen más paquetes rotos
no me escriban antes de las 9
No he recibido ningún mensaje
no recibí más mensajes
envíenme un mensaje cuando lleguen
mañana está bien
el jueves por favor
no estoy en casa
al final de la calle
a qué hora llegan
gracias
quiten el sofá viejo
borren la dirección anterior
la parada de autobús está enfrente
la planta baja
es en la planta baja por favor
no toquen el timbre
pueden llamarme
quiero cambiar la fecha
no quiero la entrega mañana`,
  polish: `
nie zatrzymujcie się przed bramą
przystanek autobusowy jest naprzeciwko
anuluj dostawę
proszę anulować zamówienie
zostawcie paczkę u sąsiada
Zostawcie mi kartkę
nie dostałem żadnych wiadomości
nie dostałam smsa
napiszcie do mnie jutro
proszę o sms
nie wysyłajcie paczki jutro
nie piszcie markerem po paczce
jutro pasuje
w czwartek poproszę
nie ma mnie w domu
koniec ulicy
o której będziecie
dziękuję
usuńcie stare meble
proszę nie dzwonić dzwonkiem
na poczcie
czy można po 17
zadzwońcie do mnie
nie jutro
wolę czwartek
mój numer to 12
zmieńcie adres
brama jest zamknięta
bez wiadomości nie wiem kiedy będziecie
tak`,
  chinese: `
明天可以
周四
谢谢
好的
我要去邮局取
放门口就行
不要放门口
不要敲门
别敲门，孩子在睡觉
请勿打扰，放门口
不用联系我，放门口
不用发短信了，直接放门口
取消我的订单
取消配送
停止配送
退订单可以吗
明天别发货
不要发货
请给我发短信
到了给我发信息
没有收到短信
我没收到你们的短信
什么时候到
几点送
我不在家
在路的尽头
可以停在门口吗
不要停在门口
能停吗
帮我拿上楼
改到周五
不要明天
号码写错了，是41号
打电话给我
可以下午送吗
请不要联系邻居`,
  afterwards: `
Stop 3 on your route is us
We're stop number 4
the stop light is out at the corner
you can stop in the loading bay
please stop the engine when you arrive
stop the lorry before the bridge
stop the alarm with code 1234
the text said tomorrow
stop the delivery
stop delivery please
please stop the delivery until Monday
I need to stop my order
end of day works
any time before end of day
can you cancel and reorder
cancel tomorrow, do Thursday
opt for Thursday
I'd opt for option 2
I want to opt for the post office
remove the package from the porch
take the elevator
take me on as the first stop
please remove my parcel from the van, I refused it
Please remove my name from the parcel label
I lost my phone, my number is new
my number has changed
new number, please update
Please update my number
delete the first order, keep the second
contact my husband instead
do not contact my husband
don't contact me by phone, text only
do not leave it outside
do not leave me waiting
dont want it left outside
I don't want a text, call me
I don't need the parcel any more
I do not want the delivery tomorrow
I don't want to receive it tomorrow
I no longer want the order
I no longer need it
no longer at this address
No more steps after the gate
no more questions, thanks
leave my phone case with reception
quit bringing it to the wrong house
Please quit leaving parcels in the rain
turn off the road at the pub
turn off at junction 4
switch off the alarm first
the notifications are helpful
notification received
Message received
got your message
got your texts thanks
which text do you mean
all texts arrive late
the last message was cut off
Send message to my neighbour too
Will you text me?
Will you send me a reminder?
please stop ringing the bell so early
Please stop leaving it with number 9
stop it falling over, it's fragile
stop for the dog in the drive
help is at home
The info line is busy
I start work at 8
starting from Thursday
start early please
Start of the lane, second house
unstoppable service!
You are unstoppable
the stop sign is at our corner
the end
in the end, Thursday
weekend
go away, is it really tomorrow?
we go away on Friday
We are going away tomorrow
I'm away
out of town till Monday
take it out of the box
get me a quote
get the driver to call me
can the driver leave me the pallet
put me on Thursday
put me down for 2
put it on the list
am I on the list?
I'm not on the list
my name is on the list at the gate
add me to the list for Saturday
list of times please
Arrêt de tram République
je m'arrête au bureau de poste
stop devant la grille s'il vous plaît
pas de sms reçu
j'ai pas reçu votre message
plus tard svp
plus de détails svp
retirez la palette
mettez-moi sur la liste de jeudi
je serai là
laissez tomber le colis sur la terrasse
au bout de la rue
supprimez l'ancien rendez-vous
je ne peux pas demain
Stopp am Hoftor
Bitte am Haus 14 stoppen
kein Problem
keine Zeit morgen
Ich bekomme keine SMS
die SMS kam nicht
Nachricht erhalten
Bitte Nachricht wenn Sie da sind
ich melde mich später
Lassen Sie mir eine Nachricht da
schicken Sie mir das Paket nicht morgen
nehmen sie mich in die Liste für Donnerstag
die Liste hängt am Tor
nicht mehr als zwei Stufen
para mañana
para el jueves
paren en la esquina
la lista está en la puerta
no recibí el mensaje
no me han enviado nada
mándenme un mensaje
eliminen la dirección vieja
no me dejen el paquete fuera
quiero más información
déjenme pensarlo
deje de llover y voy lol
jestem na liście
nie mam smsa
nie dostałem wiadomości
proszę napisać smsa
napiszcie przed przyjazdem
zostaw mi na portierni
dajcie mi znać
dajcie znać jutro
koniec świata tu jest, brama na końcu drogi
przestańcie zostawiać paczki na deszczu
nie chcę dostawy jutro
nie wysyłajcie mi tego jutro
usuń poprzedni adres
停车场在后面
停在路边就行
请停在3号楼
短信收到了
信息收到
给我发个短信
别忘了发短信
别忘了给我发信息
不要忘记给我发短信
不需要送上楼
不需要这个包裹了
不想要了
取消吧
取消明天的，改周四
不在名单上
我的号码是123
我换号码了
联系我老婆
打扰了，请问几点到
不好意思打扰了`,
}
