import type { Words } from './words.ts'

export const french: Words = {
  consent: {
    alone: `arrêt, arrêter, stop sms, désabonner, désabonnement, désinscription, désinscrire, me désabonner`,
    core: `
      arrêtez, arrête, arrêtez ça, arrête ça, arrêtez tout, désabonnez moi, désinscrivez moi, stop, plus de sms
      plus de messages, plus de message, plus de textos, plus aucun sms, plus aucun message, arrêtez cela, cessez
      foutez moi la paix, fichez moi la paix, me désinscrire, me désabonner`,
    soft: `
      svp, stp, s'il vous plaît, s'il te plaît, sil vous plait, merci, non, non merci, maintenant, tout de suite, bonjour
      immédiatement, ok, ça suffit, assez, mauvais numéro, vous avez le mauvais numéro, erreur de numéro
      je ne suis pas intéressé, je ne suis pas intéressée, pas intéressé, madame, monsieur, pouvez vous, veuillez
      je vous demande d', vous devez`,
    phrases: `
      {stop} {sending}
      {stop} {fill}* {message}
      stop aux? {message}
      {stop} avec {fill}* {message}
      cessez tout contact
      plus.jamais de {message}
      {removeMe} de {fill}* {list}
      ne.plus {me} {write}
      ne {me} {write} plus|jamais
      ne {writeMe} plus|jamais
      ne.plus|ne.pas {writeMe}
      {writeMe} plus {fill}* {message}
      ne {writeMe} pas {fill}* {message}
      ne {writeMe} aucun {message}
      {noMore} être.contacté|être.contactée|être.dérangé|rien.recevoir|vous.lire
      {noMore} {fill}* {message}
      {noMore} que.vous mécriviez|menvoyiez|me.contactiez
      plus.de|aucun.autre|assez.de|plus.aucun {message}
      désabonnez|désabonne|désinscrivez|désinscris moi|nous
      me désabonner|désinscrire
      désinscription|désabonnement svp|sms|immédiat|immédiate
      {remove} moi|mon.numéro|ce.numéro de|du|des {fill}* {list}
      {remove} {myNumber}
      laissez|laisse moi|nous tranquille|en.paix
      fichez|fiche|foutez|fous moi|nous la.paix
      je retire|révoque mon consentement
      annuler|annulez|résilier|résiliez|désactivez {fill}* {messages}|abonnement|l'abonnement`,
    limitable: `
      ne {me} {write} pas
      ne {writeMe} pas`,
    limits: `
      avant, après, pendant, le, la, les, un, une, ce, mon, ma, demain, si, quand, par téléphone, au travail, de colis`,
    sets: {
      stop: `arrêtez, arrête, arrêter, stop, stopper, stoppez, cessez, cesse, cesser, d'arrêter`,
      sending: `
        de m'envoyer, de nous envoyer, d'envoyer, de m'écrire, de nous écrire, d'écrire, de me contacter, de me texter
        de m'importuner, de me harceler, de me déranger, de m'embêter, de me spammer, les envois, l'envoi
        m'envoyer, me contacter, m'écrire`,
      removeMe: `ôtez moi, rayez moi, sortez moi, retirez moi, enlevez moi, supprimez moi, effacez moi`,
      fill: `de, des, les, la, le, cette, vos, ces, ce, cet, tous, toutes, mes, votre, me, m', l', d', aux, mon, plus, recevoir, ton`,
      message: `sms, message, messages, texto, textos, texte, textes, notifications, spam, spams, pubs, alertes, rappels`,
      messages: `sms, messages, textos, notifications, spams, alertes, rappels`,
      me: `me, nous`,
      write: `contacter, contactez, contacte, texter, textez, spammer, écrire, écrivez, envoyer, envoyez, importunez`,
      writeMe: `m'envoyez, m'envoyer, m'envoie, m'écrivez, m'écrire, m'écris, m'importunez, m'importuner, m'appelez`,
      noMore: `
        je ne veux plus, je veux plus, je ne souhaite plus, je souhaite ne plus, je désire ne plus, je ne désire plus
        je ne souhaite pas, nous ne souhaitons plus, nous ne voulons plus, je voudrais ne plus, j'aimerais ne plus
        merci de ne plus, je ne désire pas`,
      remove: `retirez, enlevez, supprimez, effacez, rayez, ôtez, sortez, retirer, supprimer, enlever, effacer`,
      myNumber: `mon numéro, ce numéro, mon numero de téléphone, mon contact, mes coordonnées`,
      list: `liste, listes, fichier, fichiers, base, contacts, système, répertoire`,
    },
    unlessAfter: `
      ne, n', bus, arrêt de, sans, jamais, si vous, quand vous, avant de, ne pas, pour ne pas, ne voulais pas, si tu, n'ai, ai, reçu, avez, n'avez, n'y a, il y a`,
    optIn: `
      start, réabonner, me réabonner, réabonnez moi, réinscrire, me réinscrire, réinscrivez moi, je veux me réabonner
      je veux me réinscrire, reprendre les sms, reprenez les sms, vous pouvez m'écrire à nouveau`,
    help: `aide, info, infos`,
  },
  answer: {
    courtesy: `
      merci, merci beaucoup, merci bien, merci à vous, merci d'avance, un grand merci, mille mercis, mille merci, svp, stp
      s'il vous plaît, s'il te plaît, sil vous plait, s'il vous plait merci, oui, oui merci, ouais, d'accord, daccord, dac
      bonjour, bonsoir, salut, coucou, parfait, très bien, bien, bien sûr, bonne journée, bonne soirée, bon week end
      bonne fin de journée, bonne continuation, à bientôt, au revoir, cordialement, bien cordialement, bien à vous
      salutations, entendu, compris, bien reçu, reçu, bien noté, c'est noté, noté, c'est bon, c'est parfait, c'est très bien
      c'est bien, ça marche, ça roule, pas de problème, pas de souci, pas de soucis, aucun problème, sans problème
      avec plaisir, volontiers, madame, monsieur, messieurs, super, génial, top, nickel, impeccable, excellent, de rien
      je vous remercie, je vous en prie, merci pour tout, ok merci, me convient, ça me convient, me va, ça me va
      va très bien, un bonjour`,
    filler: `
      je choisis, je prends, je veux, je voudrais, j'aimerais, je préfère, je préférerais, je souhaite, je souhaiterais
      je sélectionne, j'opte pour, je choisirais, nous choisissons, nous prenons, nous voudrions, nous préférons, on prend
      on préfère, mon choix est, mon choix, ma réponse est, ma réponse, c'est, ce sera, ça sera, ce serait, la, pour
      convient, va, plutôt, et, alors, est bien, est parfait, serait parfait, serait bien, serait mieux, serait idéal
      de préférence, moi, pour moi, donc, va pour, choisir`,
    leadIn: `
      le, ce, au, à la, pour le, dans le, livrer, livrez, livrer à, livrez à, livraison, livraison à
      livrer au, livrez au, livraison au, livraison le, je choisis le, à`,
    meeting: `à très bientôt, à plus tard, à plus, on se voit, rendez vous`,
    negation: `
      non, ne, n', pas, jamais, sauf, aucun, aucune, ni, sans, plutôt que, au lieu de, au lieu du, surtout pas, nest
      rien, personne, impossible, excepté`,
    question: `
      quand, quel, quelle, quels, quelles, comment, pourquoi, combien, qui, quoi, est ce, est ce que, qu'est ce que
      pouvez vous, pourriez vous, peut on, pourrait on, puis je, pourrais je, serait il, avez vous, est il, à quelle heure
      peut il, vous pouvez`,
    particle: ``,
    connector: `ou, soit, ou bien`,
    counting: `l'un, un moment, un instant, une seconde, une minute`,
    prefix: `
      option, l'option, l'option numéro, option numéro, option n°, numéro, le numéro, num, n°, choix, le choix
      choix numéro, réponse, la réponse, choix n°, l'option n°, proposition, tapez, je tape, solution`,
    numbers: `zéro, un|une, deux, trois, quatre, cinq, six, sept, huit, neuf`,
    weekdays: `lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche`,
  },
}
