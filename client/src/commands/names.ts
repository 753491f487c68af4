/** Commands that the server does not know of; the others are named in the protocol. */
export const RESTART_SERVER_COMMAND = 'istioWorkloads.restartServer';
/** With a rule's id as its argument; diagnostics link to it. */
export const SHOW_RULE_COMMAND = 'istioWorkloads.showRule';
export const SHOW_OUTPUT_COMMAND = 'istioWorkloads.showOutput';
export const NEW_RESOURCE_COMMAND = 'istioWorkloads.newResource';
/** The same from *File > New File…*, always into a document of its own. */
export const NEW_RESOURCE_FILE_COMMAND = 'istioWorkloads.newResourceFile';
