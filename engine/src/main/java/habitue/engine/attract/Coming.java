package habitue.engine.attract;

/** The two parts of how a person comes, as one step makes them. */
public record Coming(Activity activity, Visits visits) {}
