import type { Words } from './words.ts'

export const english: Words = {
  consent: {
    alone: `stop, stopall, stop all, end, quit, cancel, unsubscribe, revoke, opt out, optout, stpo, sotp, stp, no more, i want out`,
    core: `
      stop, stopp, stopall, stop all, stop it, stop this, stop that, stop these, stop now, stop everything, stop pls
      unsubscribe, unsub, optout, opt out, remove me, remove, delete me, no texts, no text, no sms, no messages
      dont text, do not text, dont message, do not message, dont contact, do not contact
      go away, get lost, fuck off, piss off, bugger off, f off, leave me be, cease, quit it, knock it off, block me, cease and desist`,
    soft: `
      please, pls, plz, plse, thanks, thank you, thx, ty, ok, okay, no, no thanks, no thank you, now, just, hi, hello
      hey, sir, guys, immediately, already, right now, at once, forever, for good, me, us, and, enough, i said
      i told you, i asked you to, i have asked you to, can you, could you, will you, would you, you can, you need to
      you must, i want you to, i need you to, kindly, dear sir, yes, spam, this is spam, wrong number
      wrong person, you have the wrong number, you have wrong number, this is the wrong number, not interested
      im not interested, i am not interested, i never signed up, i did not sign up, i didnt sign up, who is this
      sent from my iphone, omg, wtf, ffs, fucking, the fuck, bloody`,
    phrases: `
      {stop} {fill}* {sending}
      {stop} {fill}* {message}
      {stop} {fill}* delivery {messages}
      {stop} {fill}* spamming|harassing|bothering|bugging|pestering|annoying|calling me|us|my
      {end} {fill}* delivery? {messages}|subscription
      turn|switch|shut {fill}* {messages} off
      turn|switch|shut off {fill}* {messages}
      never ever? text|message|contact|spam|txt me|us|this.number|my.number ever? again
      {dont} {want} to? {get}? {fill}* {message}
      {dont} {want} to be? contacted|texted|messaged
      {dont} {want} you to? text|message|contact me|us
      {dont} {want} you texting|messaging|contacting
      {dont} {want} to hear from you
      {dont} ever? send {fill}* {messages}
      {dont} ever? send me anything|stuff again|anymore|more|else|ever
      no.longer {want} to? {get}? {fill}* {message}
      no.longer {want} to be? contacted|texted|messaged
      no.longer {want} to {get} this|these|them
      {remove} me|us|{myNumber} off|from {fill}* {list}
      {remove} {myData} off|from {fill}* {list}
      {erase} me|us from this|here|everything|all
      {erase} {myNumber}
      be removed|deleted|taken from|off {fill}* {list}
      want|wanna off {fill}* {list}
      {dont} {want} to? {get} this|these|them anymore|any.more|ever
      please|pls|kindly|just|and {erase} me|us
      take|get me|us|{myNumber} off|out
      lose|forget {myNumber}
      leave me|us|my.phone alone
      no.more|no.further of? {fill}* {message}
      no.more texting|messaging|spam
      enough with|of {fill}* {messages}
      unsubscribe|unsub|unsuscribe|unsubcribe|unsubscibe|unsubscribing
      opt.out|optout
      opt me|us|{myNumber} out
      opting me? out
      revoke|withdraw|revoking|withdrawing {fill}* consent|permission
      put|add me|us|{myNumber} on|to {fill}* do.not.call|do.not.text|do.not.contact|dnc|no.call
      cease {fill}* contact|communication|communications`,
    limitable: `
      {stop} {fill}* sending me|us?
      {dont} ever? text|message|msg|sms|contact|spam|txt me|us|this.number|this.phone|my.number|again|anymore|ever
      {erase} me|us
      {dont} ever? write to? me|us
      {dont} ever? write|bother|harass|pester me|us again|anymore|ever`,
    sets: {
      stop: `stop, stopp, stop it with, stop with, quit, cease, please stop, halt`,
      end: `end, cancel, discontinue, disable, terminate, deactivate, suspend`,
      dont: `dont, do not, pls dont, dnt, donot, must not, may not`,
      want: `want, wish, need, care, agree, consent, wanna`,
      get: `receive, recieve, get, getting, receiving`,
      sending: `
        texting, messaging, contacting, msging, txting, text me, txt me, message me, messages me, spamming
        smsing, writing me, writing to me, send me, contact me`,
      message: `
        text, texts, txt, txts, text message, text messages, message, messages, msg, msgs, sms, smses, sms messages
        notification, notifications, alert, alerts, reminder, reminders, updates, spam, marketing`,
      messages: `
        texts, txts, text messages, messages, msgs, sms, smses, notifications, alerts, reminders, updates, spam`,
      fill: `
        me, us, all, the, these, those, your, this, that, any, more, anymore, of, with, please, fucking, damn, stupid
        bloody, annoying, constantly, constant, always, so, many, such, random, unwanted, spam, to, my, our, phone
        further, other, automated, sending, receiving, and, getting, future, goddamn, endless`,
      list: `
        list, lists, mailing list, text list, texting list, contact list, contacts, database, system, records, service
        texts, messages, sms, distribution, subscription, notifications, alerts`,
      remove: `remove, take, delete, erase, strike, drop, scrub, unlist`,
      erase: `remove, delete, erase, scrub, unlist`,
      myNumber: `
        my number, this number, this phone, my phone number, my mobile number, my cell number, our number`,
      myData: `my name, my info, my contact, my data, my details, my phone, my mobile, my cell`,
    },
    unlessAfter: `
      dont, do not, not, never, didnt, did not, wont, will not, doesnt, does not, dont ever, not to, dont want to, had, received, got, have had, there were, there are
      do not want to, not want to, didnt want to, did not want to, didnt mean to, did not mean to, no need to
      did you, did they, why did you, have you, do you, if you, when you, before you, once you, after you, as you
      where you, until you, till you, unless you, when u, if u, if they, if he, when he, when they, before they
      without, the, a, bus, tram, train, next, last, first, your, each, full, one, non, truck, of, only, rest, pit, my, every
      accidentally, by mistake`,
    limits: `
      before, until, till, unless, while, when, after, if, at night, by phone, by email, the code, during, first
      between, in the morning, in the evening, today, tomorrow, tonight, during work, old, from the van
      from the route, from thursday, it, the, that, a, an, him, her, them, drivers, parcels, packages`,
    optIn: `
      start, unstop, start again, restart, start texts, start the texts again, start texting, start texting me
      start texting me again, resubscribe, re subscribe, subscribe me again, opt in, optin, opt me in, opt me in again
      opt me back in, opt back in, i opt in, i opt in again, want to opt in, i want to opt in, id like to opt in
      want texts again, i want texts again, i want the texts again, you may text me again, you can text me again
      sign me up again, put me back on the list, put me back on your list`,
    help: `help, info`,
  },
  answer: {
    courtesy: `
      please, pls, plz, plse, pleas, pleae, thanks, thank you, thank u, thankyou, thx, thnx, tnx, thks, tks, ty, tysm
      thanks a lot, thanks very much, thanks so much, thanks again, thank you again, many thanks, thank you very much
      thank you so much, thank you kindly, cheers, ta, much appreciated, appreciated, appreciate it, i appreciate it
      ok, okay, okey, okie, k, kk, okidoki, oki, alright, all right, right, yes, yep, yeah, yea, yup, ya, yh, y, aye, sure
      sure thing, of course, absolutely, definitely, certainly, indeed, hi, hello, hey, hiya, hi there, hello there
      hey there, dear, sir, madam, mate, guys, team, everyone, folks, good morning, good afternoon, good evening
      good day, good night, good, great, perfect, lovely, excellent, brilliant, super, awesome, fab, cool, nice
      wonderful, fantastic, amazing, fine, very good, very nice, very well, all good, thats fine, thats great
      thats good, thats perfect, thats ok, thats okay, thats lovely, thats brilliant, that works, that works for me
      that will work, works for me, sounds good, sounds great, sounds perfect, is fine, is good, is great, is ok
      is okay, is perfect, is lovely, is cool, is brilliant, its fine, its ok, its okay, its good, its great
      its perfect, got it, gotcha, noted, received, understood, will do, roger, copy that, no problem
      no problems, no worries, no prob, no probs, np, not a problem, you too, same to you, youre welcome, welcome
      my pleasure, regards, kind regards, best regards, best wishes, best, have a nice day, have a good day
      have a great day, have a lovely day, have a good one, have a great one, have a nice weekend, have a good weekend
      bye, goodbye, bye bye, take care, god bless, bless you, xx, xxx, xo, xoxo, lol, haha, hahaha, yay, wow, hooray
      great stuff, great job, good job, great service, happy days, nice one, <3
      👍, 🙏, 😊, 🙂, 😀, 😃, 😄, 😁, 😆, ☺, 👌, ✅, ✔, ☑, ❤, ♥, 💕, 💖, 💙, 💚, 💜, 🧡, 💛, 🎉, 🥳, 😘, 🤝, 👏, 💯, 🙌
      🥰, 😍, 😉, 🤗, 💪, 🌹, 🌸, 🌺, 💐, 👋, 🤩, 😎, 🫡, 🫶, 🤙, 🆗, ✨, 😇, 🚚, 📦`,
    filler: `
      it, to, the, for, that, thats, that is, and, &, then, me, for me, us, for us, well, works, works best, works better, works fine
      works well, would work, would work best, will work, is best, is better, is preferred, would be fine
      would be good, would be great, would be best, would be better, would be perfect, would be lovely, would be ok
      would be okay, would be ideal, will be fine, will be good, will be great, will be ok, will be perfect
      will be better, will be best, suits, suits me, suits me best, suits us, suits me better, i would like, id like
      i would like to pick, i would like to choose, id like to pick, id like to choose, i would prefer, id prefer
      i prefer, i will take, ill take, i take, i will have, ill have, i choose, i chose, i pick, i picked, i select
      i selected, i want, i wish, i want to pick, i want to choose, i will go with, ill go with, ill go for
      i will go for, im going with, im going for, i will pick, ill pick, i will choose, ill choose, i go for, i go with
      going with, going for, go with, go for, lets go with, lets go for, lets do, lets say, lets have, let us do
      my answer is, my choice is, my reply is, my response is, my selection is, my pick is, answer is, the answer is
      i reply, i type, choose, pick, select, picking, choosing, selecting, selected, chosen, typing, type, we would like
      wed like, we want, we choose, we prefer, wed prefer, we would prefer, we pick, we will take, well take
      we will have, well have, we will go with, well go with, prefer, preferably, would like, would prefer, delivery, 
      change to, change it to, change that to, change this to, change my delivery to, change delivery to
      change the delivery to, change the delivery date to, change delivery date to, change the date to, change date to
      change my delivery date to, 
      
      switch to, put me down for, instead, has to be, it is`,
    leadIn: `
      make it, make that, move it to, move to, move my delivery to, move delivery to, reschedule to, reschedule it to
      reschedule for, reschedule it for, reschedule my delivery to, reschedule my delivery for, reschedule delivery to
      book me in for, book it for
      on, at, in, deliver, deliver to, deliver it to, deliver on, deliver it on, please deliver
      delivered to, delivered, have it delivered to, have it delivered, send to, send it to, leave at, leave it at
      drop at, drop it at, drop it off at, drop off at, take it to, bring it, bring it to, pick up at, collect at
      collect from, i will collect from, ill collect from, pick up from, ill pick up from, ill pick it up from
      i will pick it up from, my, bring my parcel, deliver my parcel, deliver my parcel to, send my parcel to`,
    meeting: `
      see you, see u, see ya, c u, cu, cya, see you on, see you then, see you soon, see you later, until then, till then
      speak soon, talk soon, talk then, catch you later`,
    negation: `
      no, not, never, dont, do not, doesnt, didnt, isnt, arent, wasnt, werent, cant, cannot, couldnt, wont, wouldnt
      shouldnt, havent, hasnt, hadnt, aint, mustnt, neednt, none, neither, nor, nope, nah, except, except for
      anything but, any but, all but, everything but, other than, rather than, instead of, apart from, without, unable
      nothing, nobody, no one, unless, 👎, 🚫, ❌, ⛔, 🙅`,
    question: `
      who, whos, what, whats, when, whens, where, wheres, which, why, how, hows, can, could, may i, is it, is there
      is that, is this, are you, are there, are we, do you, do i, do we, does, did, will you, will it, will they
      will the, would you, would it, should i, shall i, have you, has it, any chance, was it, wondering, i wonder`,
    particle: `🤔`,
    connector: `or, either, either or, /, \\`,
    counting: `
      that one, the one, this one, the two, these two, those two, which one, no one, any one, one of, one more
      one moment, one second, one sec, one minute, one min, one day, one hour, one thing, for one thing`,
    prefix: `
      option, options, opt, option number, option no, option nr, option is, number, num, numb, no, nr, nbr
      choice, choice number, choice is, answer, answer is, answer number, reply, replying, replying with, response
      respond, selection, press, pressing, choose, pick, select, i choose option, the option, the number, my option
      my choice, my answer`,
    numbers: `zero, one, two, three, four, five, six, seven, eight, nine`,
    weekdays: `
      monday|mon|mondays|munday
      tuesday|tue|tues|tuesdays|teusday|tuesay|tusday
      wednesday|wed|weds|wednesdays|wensday|wednsday|wendsday|wednesay
      thursday|thu|thur|thurs|thursdays|thrusday|thurday|thersday|thusday
      friday|fri|fridays|firday|fryday
      saturday|sat|saturdays|saterday|saturaday|satuday
      sunday|sun|sundays|sundy`,
  },
}
