/** Commands that the server does not know of; the others are named in the protocol. */
export const RESTART_SERVER_COMMAND = 'istioWorkloads.restartServer';
export const SHOW_OUTPUT_COMMAND = 'istioWorkloads.showOutput';
