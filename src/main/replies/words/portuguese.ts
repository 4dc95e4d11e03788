import type { Words } from './words.ts'

/** Of Portugal and of Brazil: where they differ, both stand here. */
export const portuguese: Words = {
  consent: {
    alone: `
      sair, parar, cancelar, remover, descadastrar, descadastro, sair da lista, cancelar inscrição, cancelar subscrição
      cancelar assinatura, anular subscrição, desinscrever, sms parar`,
    core: `
      stop, pare, parem, pare com isso, parem com isso, sem mensagens, sem sms, chega de mensagens, não mande mais
      não mandem mais, não mandes mais, não envie mais, não enviem mais, não envies mais, não escreva, não escrevam
      não me escreva, não me escrevam, não me incomode, não me incomodem, não me perturbe, não me perturbem
      me descadastre, descadastre me, descadastrem me, me remova, remova me, me tire, tire me, me exclua, me esqueçam`,
    soft: `
      por favor, pf, pfv, pff, obrigado, obrigada, não, não obrigado, não obrigada, agora, já, imediatamente, olá, oi, ok
      bom dia, boa tarde, boa noite, número errado, é engano, engano, não tenho interesse, não estou interessado
      não estou interessada, isto é spam, isso é spam, quero, podem, poderiam, vocês, de uma vez, peço que`,
    phrases: `
      {stop} {fill}* {message}
      {stop}|{cease} de|com {fill}* {message}
      {stop}|{cease} de {fill}* {bothering}
      chega|basta de {fill}* {message}
      não me|nos {bother} mais|nunca|novamente|de.novo
      não {bother} me|nos mais|nunca|novamente|de.novo
      não me? {write} mais|nunca.mais {fill}* {message}
      não {write} me|nos mais {fill}* {message}
      não.quero|não.desejo|não.queremos|não.aceito|não.autorizo|não.gostaria.de {more}? {get}? {fill}* {message}
      não.quero|não.desejo {more}? ser contactado|contatado|contactada|contatada
      não.quero|não.desejo {more}? que.me {bother}|{write}
      me|nos {erase} da|de|do|das|dos|desta|dessa|deste {fill}* {list}
      {erase} me|nos da|de|do|das|dos|desta|dessa|deste {fill}* {list}
      quero|queria|desejo|gostaria.de|quero.me sair da|de|do|desta|dessa|deste {fill}* {list}
      ser removido|removida|retirado|retirada|excluído|excluída da|de|do|desta {fill}* {list}
      {erase} {fill}* {myNumber}
      descadastrar|descadastre|descadastrem|desinscrever|desinscreva me|o.meu|meu|este
      {cancel} {fill}* {messages}|inscrição|subscrição|assinatura
      me|nos deixe|deixem|deixa em.paz|tranquilo|tranquila
      deixe|deixem|deixa me|nos em.paz|tranquilo|tranquila
      retiro|revogo {fill}* consentimento|autorização`,
    limitable: `
      não me|nos {bother}
      não {bother} me|nos
      não me? {write} {fill}* {message}`,
    limits: `
      antes, depois, até, de manhã, à tarde, à noite, por telefone, amanhã, hoje, se, quando, entre, durante, enquanto, o
      a, os, as, na segunda, na terça, na quarta, na quinta, na sexta`,
    sets: {
      stop: `stop, pare, parem, parar`,
      cease: `deixe, deixem, deixa, deixar, cessem, cesse`,
      fill: `
        me, nos, mais, as, os, a, o, estas, estes, essas, esses, esta, essa, suas, seus, sua, seu, tuas, teus, vossas
        vossos, tantas, tantos, de, com, todas, todos, outras, outros, qualquer, nenhuma, nenhum, por, favor, minha, meu
        para, mim, enviar, mandar, enviarem, mandarem, receber, escrever`,
      message: `
        mensagem, mensagens, msg, msgs, sms, torpedos, textos, notificação, notificações, avisos, alertas, lembretes, spam
        publicidade, mensagens de texto`,
      messages: `mensagens, msgs, sms, torpedos, textos, notificações, avisos, alertas, lembretes`,
      bothering: `escrever, contactar, contatar, contactarem, incomodar, perturbar, chatear, importunar, assediar`,
      bother: `
        escreva, escrevam, escrevas, contacte, contactem, contactes, contate, contatem, incomode, incomodem, perturbe
        perturbem, chateie, chateiem, importune, importunem`,
      write: `mande, mandem, mandes, envie, enviem, envies, mandar, enviar`,
      more: `mais, continuar a, continuar`,
      get: `receber, recebendo, que me enviem, que me mandem`,
      erase: `
        tire, tirem, tira, retire, retirem, remova, removam, apague, apaguem, exclua, excluam, elimine, eliminem, delete
        deletem, tirar, retirar, remover, apagar, excluir, eliminar`,
      cancel: `cancelar, cancele, cancelem, cancela, anular, anule, anulem, desativar, desative, desativem`,
      myNumber: `
        meu número, o meu número, este número, esse número, meu telefone, o meu telefone, meu telemóvel, o meu telemóvel
        meu celular, o meu celular, meu contacto, o meu contacto, meus dados, os meus dados`,
      list: `lista, listas, base de dados, base, registos, registros, sistema, contactos, contatos, cadastro, grupo`,
    },
    unlessAfter: `
      não, nunca, sem, se, quando, antes de, até, por que, porque, não quero que, não precisa, já, paragem, ponto de`,
    optIn: `
      start, voltar a receber, inscrever me, quero inscrever me, reativar, retomar, quero receber mensagens de novo
      quero voltar a receber mensagens, podem escrever me de novo`,
    help: `ajuda, info, informação, informações`,
  },
  answer: {
    courtesy: `
      por favor, pf, pfv, obrigado, obrigada, muito obrigado, muito obrigada, obrigadão, obg, agradeço, grato, grata, sim
      sim por favor, claro, com certeza, olá, oi, bom dia, boa tarde, boa noite, perfeito, ótimo, óptimo, excelente, bem
      muito bem, bom, muito bom, está bem, tá bom, tudo bem, tudo certo, certo, combinado, de acordo, beleza
      maravilha, sem problema, não há problema, de nada, entendido, recebido, até logo, tchau, cumprimentos
      atenciosamente, abraço, abraços, bom fim de semana, tenha um bom dia, senhor, senhora, pode ser, por mim tudo bem
      fica bem, fico grato, fico grata, valeu`,
    filler: `
      escolho, prefiro, preferia, preferiria, quero, queria, gostaria, gostava, seleciono, fico com, opto por, vou de
      escolhemos, preferimos, queremos, a minha resposta é, minha resposta é, a minha escolha é, minha escolha é, resposta é
      é melhor, melhor, então, para mim, seria, seria melhor, seria ótimo, seria perfeito, é perfeito, me convém, e
      dá mais jeito, dá jeito, convém me, serve`,
    leadIn: `
      na, no, em, à, ao, para, para a, para o, entregar na, entregar no, entregar em, entrega na, entrega no, entregue na
      entreguem na, deixar no, deixar nos, deixem nos, deixe nos, mudar para, mude para, passar para, pode ser na`,
    meeting: `até, até lá, até amanhã, até já, vemo nos, a gente se vê`,
    negation: `
      não, nunca, jamais, nenhum, nenhuma, exceto, excepto, menos, salvo, tampouco, em vez de, em lugar de, sem, nada, nem
      ninguém, impossível`,
    question: `
      quando, que horas, a que horas, como, onde, qual, quais, quanto, quem, por que, porquê, podem, pode, posso, poderiam
      poderia, dá para, é possível, têm, vão`,
    particle: ``,
    connector: `ou, ou então`,
    counting: `um momento, um segundo, um minuto, uma hora, um instante`,
    prefix: `
      opção, a opção, opção número, a opção número, número, o número, núm, resposta, a resposta, escolha, alternativa, n°`,
    // No "um": in German "um 1" is a time.
    numbers: `zero, uma, dois|duas, três, quatro, cinco, seis, sete, oito, nove`,
    weekdays: `
      segunda|segunda feira, terça|terça feira, quarta|quarta feira, quinta|quinta feira, sexta|sexta feira, sábado, domingo`,
  },
}
