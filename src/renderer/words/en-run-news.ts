/** What is said of runs away from their own screen: in the strip, at the rail, in the title, beside a text that waits. */
export const enRunNews = {
  runNews: {
    paused: 'paused, {{count}} not sent · Go on?',
    pausedMany_one: '{{count}} run paused, {{toGo}} not sent · Go on?',
    pausedMany_other: '{{count}} runs paused, {{toGo}} not sent · Go on?',
    leaving: '{{left}} of {{count}} sent, {{answered}} answered',
    leads: 'opens the run',
    leadsAll: 'opens the list of runs',
    badge_one: '{{count}} run is paused',
    badge_other: '{{count}} runs are paused',
    look: 'Look at the run',
    title: '{{answered}} answered of {{count}}',
    titleNeed_one: '{{answered}} answered · {{count}} needs you of {{rows}}',
    titleNeed_other: '{{answered}} answered · {{count}} need you of {{rows}}',
  },
  runFigures: {
    replied: 'Replied',
    unsure: 'Not known',
    leaving: 'Leaving or not known',
  },
}
