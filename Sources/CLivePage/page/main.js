// The page begins here.

import { Page } from "./page.js";

new Page().start();
