/** Alarms of alarms. */
export const compositeAlarms = {
  'alarms.compositeText':
    'Watches other alarms, and is in alarm while its rule about their states holds: less noise, one message.',
  'alarms.compositeActionsText':
    'ARNs of SNS topics, one in a line. A composite alarm acts on no instance and no group; the embedded cloud keeps notifications in the history.',
  'alarms.rule': 'Alarm rule',
  'alarms.ruleText': 'Which states of which alarms make this one alarm.',
  'alarms.ruleAsText': 'Edit as text',
  'alarms.ruleNotSimple': 'This rule is nested, or not yet right: it can be edited as text only.',
  'alarms.ruleTextHelp':
    'ALARM("name"), OK("name"), INSUFFICIENT_DATA("name"), AND, OR, NOT, parentheses, AT_LEAST(2, ALARM, ("a", "b", "c")).',
  'alarms.ruleProblem': 'The rule is not right: {problem}.',
  'alarms.ruleJoin': 'In alarm when',
  'alarms.ruleAll': 'All of them hold (AND)',
  'alarms.ruleAny': 'Any of them holds (OR)',
  'alarms.ruleAlarm': 'Alarm {number}',
  'alarms.ruleNegated': 'Is',
  'alarms.ruleNot': 'not (NOT)',
  'alarms.ruleAdd': 'Add alarm',
  'alarms.ruleRemove': 'Remove alarm {number}',
  'alarms.ruleMissing': 'There are no such alarms: {names}',
  'alarms.ruleNow': 'As its alarms stand now',
  'alarms.suppression': 'Suppression of actions',
  'alarms.suppressionText':
    'While another alarm is in alarm, such as one for maintenance, this one does nothing.',
  'alarms.suppressor': 'Suppressor alarm',
  'alarms.noSuppressor': 'None',
  'alarms.waitPeriod': 'Wait period in seconds',
  'alarms.waitPeriodText': 'How long actions wait for the suppressor to come into alarm.',
  'alarms.extensionPeriod': 'Extension period in seconds',
  'alarms.extensionPeriodText': 'How long actions wait after the suppressor has left its alarm.',
} as const
