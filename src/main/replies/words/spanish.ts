import type { Words } from './words.ts'

export const spanish: Words = {
  consent: {
    alone: `baja, baja por favor, baja ya, no más, alto, parar, desuscribir, desuscribirme, darme de baja, dar de baja, cancelar suscripción, salir de la lista, cancelar`,
    core: `
      stop, paren, pare, para ya, basta, basta ya, ya basta, paren ya, no más mensajes, no mas sms, no más textos
      no mas mensajes de texto, desuscríbanme, desuscríbeme, denme de baja, dame de baja, dadme de baja, deme de baja
      no me escriban, no me escribas, no me escriba, no me molesten, no me molesten más, no molesten más, bórrame, bórrenme, no envíen más, no manden más, no escriban más, detente, deténganse`,
    soft: `
      por favor, porfa, porfavor, gracias, no gracias, ya, ahora, ahora mismo, hola, ok, ya mismo, inmediatamente
      número equivocado, tienen el número equivocado, no me interesa, no estoy interesado, no estoy interesada, esto es spam
      pueden, podrían, buenos días, buenas tardes, quiero, les pido que, de una vez, le pido que`,
    phrases: `
      {stop} de {sending}
      {stop} {fill}* {message}
      {stop} de {fill}* {message}
      no me|nos {write} {fill}* {message}
      no {write} {fill}* {messages}
      no|nunca.más vuelvan|vuelvas|vuelva a {sending}
      no.quiero|no.deseo|no.queremos|no.deseamos|no.necesito|no.autorizo {more}? {get}? {fill}* {message}
      no.quiero|no.deseo|no.queremos {more}? que.me {write}|escriban|contacten|manden|envíen
      no.quiero|no.deseo ser contactado|contactada
      no.quiero|no.deseo saber? nada? más de ustedes
      no.más|ni.un {fill}* {message} más?
      {unsub} {fill}* de.baja
      de.baja de {fill}* {list}|{messages}
      baja del? servicio|sms
      desuscribir|desuscribirme|desuscríbanme|desuscríbeme|desuscribirse|desinscribirme
      {remove} de {fill}* {list}
      que.me|que.nos borren|quiten|eliminen|saquen de {fill}* {list}
      {erase} {fill}* {myNumber}
      {erasing}
      no me llamen ni {write} más?
      déjenme|déjeme|déjame|dejadme|déjennos en paz|tranquilo|tranquila|tranquilos
      cancelar|cancelen|cancele|cancela|anular|anulen|anule|anula {fill}* {messages}|suscripción|notificaciones
      retiro|revoco {fill}* consentimiento|autorización`,
    limitable: `
      no me|nos {write} más|nunca|nada.más|otra.vez
      no me|nos {writeOnly}`,
    limits: `
      antes, después, hasta, por la mañana, por la tarde, por teléfono, mañana, hoy, paquetes, pedidos, cosas, el, la, los
      si, cuando, entre, durante, mientras`,
    sets: {
      stop: `dejen, deje, deja, dejad, paren, pare, stop, basta, cesen, dejar, parar, para ya, parad`,
      sending: `
        enviarme, enviarnos, escribirme, escribirnos, mandarme, mandarnos, molestarme, molestar, contactarme
        textearme, spamearme, acosarme, fastidiarme, mensajearme`,
      fill: `
        más, mas, con, los, las, estos, estas, sus, tus, tantos, de, mis, el, la, todos, todas, a, sus, esos, otro, ningún
        otros, este, me, por, favor, mi, su, recibir, texto, enviar, mandar, escribir, enviarme, mandarme`,
      more: `más, seguir, volver a, nunca más`,
      get: `recibir, recibiendo, recibirlos, que me lleguen, que me envíen, que me manden`,
      message: `
        mensaje, mensajes, sms, texto, textos, mensajitos, mensajes de texto, notificaciones, avisos, spam, alertas
        recordatorios, publicidad`,
      messages: `mensajes, sms, textos, notificaciones, avisos, alertas, recordatorios`,
      write: `
        envíen, envíe, envíes, enviéis, manden, mande, mandes, escriban, escriba, escribas, contacten, contacte, contactes
        texteen, mensajeen, enviar, mandar, escribir`,
      writeOnly: `escriban, escribas, escriba, contacten, contactes, contacte, texteen, mensajeen, envíen mensajes`,
      unsub: `dar, darme, darnos, dame, denme, deme, dadme, den, dénme, darse, causar, quiero, solicito, pido, tramitar`,
      remove: `
        quítenme, quíteme, quítame, bórrenme, bórreme, bórrame, elimínenme, elimíneme, elimíname, sáquenme, sáqueme, sácame
        quitarme, borrarme, eliminarme, sacarme, retírenme`,
      erase: `borren, borre, borra, borrar, eliminen, elimine, elimina, eliminar, quiten, quite, quita, quitar`,
      erasing: `bórrenme, elimínenme, bórreme, elimíneme`,
      myNumber: `mi número, este número, mi teléfono, mi móvil, mi celular, mi número de teléfono, mis datos`,
      list: `lista, listas, base de datos, base, registros, sistema, contactos, servicio, suscripción, listado`,
    },
    unlessAfter: `
      si me, cuando, antes de, si, sin, por qué, porque, hasta que, nunca, no quiero que, no hace falta que, autobús, no se`,
    optIn: `
      start, alta, darme de alta, denme de alta, quiero darme de alta, suscribirme, suscribirme otra vez, reanudar
      quiero recibir mensajes otra vez, pueden escribirme otra vez`,
    help: `ayuda, info, información`,
  },
  answer: {
    courtesy: `
      por favor, porfa, porfavor, porfis, xfa, gracias, muchas gracias, mil gracias, muchísimas gracias, gracias a ustedes
      sí, si por favor, hola, hola buenas, buenos días, buen día, buenas tardes, buenas noches, buenas, vale, okey, perfecto
      genial, bien, muy bien, bueno, de acuerdo, estupendo, excelente, claro, claro que sí, por supuesto, saludos, un saludo
      saludos cordiales, no hay problema, sin problema, ningún problema, de nada, hasta luego, adiós, chao, entendido
      recibido, listo, está bien, todo bien, me parece bien, me parece perfecto, me viene bien, me va bien, me queda bien
      señor, señora, señores, amigo, buen fin de semana, que tenga buen día, que tengan buen día, feliz día, feliz tarde
      muy amable, muy amables, le agradezco, les agradezco, super, dale, bárbaro, está perfecto`,
    filler: `
      elijo, escojo, prefiero, preferiría, quiero, quisiera, me gustaría, tomo, selecciono, opto por, escogería, elegimos
      preferimos, queremos, mi respuesta es, mi elección es, mi respuesta, mi elección, la, para, y, es mejor, mejor
      entonces, pues, estaría bien, sería mejor, sería perfecto, me conviene, me conviene más, me viene mejor, es perfecto
      para mí, sería, elegir, mejor para mí, va bien`,
    leadIn: `
      el, en, al, a la, a, para el, en el, en la, entregar, entregar en, entrega, entrega en, entregar el, entreguen en
      entrega el, dejar en, dejen en, dejarlo en, déjenlo en, que sea el, cambiar al, cambiar para el, entregarlo en`,
    meeting: `hasta, hasta el, hasta mañana, nos vemos, nos vemos el`,
    negation: `
      no, nunca, jamás, ninguno, ninguna, ningún, excepto, menos, salvo, tampoco, en vez de, en lugar de, sin, nada, nadie, ni
      imposible`,
    question: `
      cuándo, qué, a qué hora, cómo, dónde, cuál, cuáles, cuánto, quién, por qué, pueden, puede, puedo, podrían, podría
      se puede, es posible, hay, tienen, van a`,
    particle: ``,
    connector: `o, u, ya sea, o bien`,
    counting: `un momento, un segundo, un minuto, una hora`,
    prefix: `
      opción, la opción, opción número, la opción número, número, el número, núm, respuesta, la respuesta, opcion n°, n°
      elección, alternativa, marco, pulso`,
    numbers: `cero, uno|una, dos, tres, cuatro, cinco, seis, siete, ocho, nueve`,
    weekdays: `lunes, martes, miércoles, jueves, viernes, sábado, domingo`,
  },
}
