/**
 * Replies to the delivery question with 1 (tomorrow), 2 (Thursday) and 3 (deliver to post office), one a line. The key
 * says what they mean: an option's digit, or a person's reason to look.
 */
export const answers: Record<string, string> = {
  '1': `
1
1.
one
ONE
tomorrow
Tomorrow please
tmrw
tommorow
明天
tomorrow is fine
1 tomorrow
1 (tomorrow)
1 = tomorrow
option one
uno
eins
un
jeden
一
١
１
1️⃣
①
❶
⓵
𝟏
1 👍
Ok 1
yes tomorrow is perfect thank you`,
  '2': `
2
 2. 
#2
2)
(2)
[2]
"2"
“2”
2!
2...
２
②
2️⃣
٢
۲
२
➁
２。
no. 2
No 2
option 2
Option: 2
option (2)
option #2
option2
OPTION TWO
opt 2
opt. 2
number 2
number two
nr 2
nr. 2
Nr.2
№ 2
n° 2
nº 2
choice 2
answer 2
reply 2
press 2
two
Two.
TWO!
deux
quinta-feira
dois, por favor
opção 2 obrigado
zwei
dos
dwa
二
选2
选二
我选2
我选二，谢谢
选项2
回复2
2，谢谢
2。谢谢
2谢谢
请选2
好的，2
那就2吧
周四
星期四
礼拜四
週四
改到周四吧
我要周四
Thursday
thursday
THURSDAY.
thu
thur
thurs
Thurs please
donnerstag
am Donnerstag bitte
jeudi
le jeudi svp
el jueves por favor
w czwartek poproszę
2 Thursday
2 (Thursday)
2 - Thursday
Thursday (2)
Thursday, option 2
2, two
2 pls
2 plz thx
2 please
Please 2
2 thanks
2 ty
thx 2
yes 2
yes, 2 please
Yep 2
ok 2
Okay, 2.
hi 2
Hello, 2 please. Thanks!
Hi there, option 2 please, many thanks
2 is fine
2 works for me
2 is good for me
2 would be great
I would like 2
I'd like 2, please
I’d like option 2 please
I'll take 2
I will have 2
I choose 2
I pick 2
my answer is 2
it is 2
that's 2, cheers
to 2
for 2
the 2
change it to 2 please
Please change to Thursday
change my delivery to Thursday please
Thursday works
make it Thursday please
Reschedule my delivery for Thursday
Thursday is better for me
on Thursday
on Thursday please
Thursday instead please
Let's go with 2
2 then please
2 and thanks
2 👍
👍🏽 2
2 🙏🙏
2 <3
je choisis 2
je prends l'option 2 merci
l’option 2
numéro 2 s'il vous plaît
ich nehme 2
ich nehme die 2, danke
Nummer 2 bitte
Option 2 wäre gut, vielen Dank
für mich 2
quiero la 2
la opción 2 gracias
Hola, la 2 por favor
wybieram 2
opcja 2 dziękuję
opcję nr 2 poproszę
dzień dobry, 2, dziękuję
no problem, 2
2, no worries
2‍
​2`,
  '3': `
3
three
3 please
post office
Post Office.
postoffice
the post office
post office please
deliver to post office
Deliver to the post office please
deliver it to the post office
to the post office thanks
3 post office
3 (deliver to post office)
3 the post office please
option 3, post office
邮局
送到邮局
三
選3
tres
trois
drei
trzy
leave it at the post office please
I'll pick it up from the post office`,
  'names two options': `
2 or 3?
2 or 3
1 2
1/2
1,2
1-2
1 & 3
either 1 or 2
1 and 3 please
2 tomorrow
Thursday or tomorrow
Thursday 1
not 2 but 3
tomorrow not Thursday
option 1 no option 2
Thursday or post office, you choose
2, or the post office
1还是2
2或3
oder 1 oder 2
between 1 and 3 please
<2 3`,
  'says no or not': `
not 2
Not 2!
no two
no, problem with 2
no, 2
not thursday
anything but 2
don't do 2
Dont deliver on Thursday
2 doesn't work
2 is not good
never 2
any day except Thursday
2 no good
Thursday won't work
can't do tomorrow
cannot do 2
instead of 2
no
nope
No thanks
neither
non
pas 2
nicht 2
kein Donnerstag
nie 2
nie czwartek
no quiero 2
不要2
不是2
周四不行
2 👎
2 ❌
none of them`,
  'asks a question': `
2?
2 ok?
2？
؟
?
¿2
Can you come after 3?
Can you come after 3
What time on Thursday
when on thursday
Hi, could you bring it at 2
Which post office
where is the post office
is it possible to have 2 early
Do you also deliver on Saturday?
How late on Thursday
2 but what time?
who is this
Was kostet 2
Wann am Donnerstag
à quelle heure jeudi
Pouvez-vous passer le 3
cuándo llega la 2
o której w czwartek
周四几点
2可以吗
请问2是什么
🤔
2 🤔`,
  'says more than the answer': `
2 but leave it with my neighbour
2 after 5pm
2 after 5
2 in the morning
2 before noon please
Thursday morning
Thursday at 3pm
Thursday afternoon please
Thursday 13th
next Thursday
2 leave in porch
deliver to number 2
Please deliver to number 2
leave it at number 2
at 2
@2
2%
£2
2+
>2
2 x please
2 2
2 / 2
2/2
2 kids at home so ring quietly
2 people will sign
I have 2 dogs
gate code is 2
2 and ring the bell
the 2 parcels
2 later
make it 2
reschedule for 2
see you Thursday
see you at 2
2 stop at the gate
2点
2点以后
2号
周四下午
周四下午好
明天见
放在邮局门口
2 heures
le 2
el 2 por la tarde
am 2.
um 2
na 2
2 sztuki
Please call me re option 2`,
  'no option in it': `
maybe
20
22
12
2pm
2nd
2:30
2.30
1.5
1½
2nite
b2b
x2
4
0
-
...
!!!
ok
ok thx
YES
yes
Yes please
sure
great
👍
🙏
hi
hello
thank you
the day after is better
that one please
the one
one moment please
one second
one of my kids has the key
this one please
I'm in all day
leave it with my neighbour
Friday
the weekend
any
whatever is best
gate code 1234
call me 07700900123
I moved house
posted
postman
tomorrows
lundi
samedi svp
一定
一会儿
十二
二十
十一月
星期二
周五
下午可以
放门口
我在家
谢谢
好的
شكرا
نعم
غدا
الخميس
مرحبا
в четверг
木曜日
감사합니다
नमस्ते
Hvala
grazie mille
xyz
lol`,
}

/** After a settled answer these need nobody. */
export const smallTalk = `
thanks
Thank you!
thx
ty
ok
OK thanks
okay great
great
Great, thank you so much
perfect
Perfect thanks
lovely
👍
👍🏻
🙏🙏
❤️
👌 thanks
see you
See you then
cheers
Cheers mate
yes
Yes thanks
no problem
No worries
np
will do
got it
That's great, thanks
that works
sounds good
brilliant, have a nice day
bye
merci
Merci beaucoup, bonne journée
d'accord
danke
Vielen Dank!
alles klar
gracias
muchas gracias, saludos
dziękuję
ok dzięki
do widzenia
谢谢
好的
好的谢谢
收到，谢谢
谢谢！辛苦了
再见
不客气
没问题
thanks <3`

/** After a settled answer these still raise attention. */
export const stillForPerson = `
thanks, what time?
ok?
thanks but not before 9
no
thanks, ring the bell
ok see you at 3
see you at the gate
great, 5pm
thanks, leave it with number 9
thanks 10
ok but I'm out until noon
!!!
...
it
not great
👎
谢谢，几点到
好的，放门口
不行
merci mais pas avant 9h
danke, aber nicht klingeln
I would like to change it
thank you for nothing
Friday
maybe
شكرا`
